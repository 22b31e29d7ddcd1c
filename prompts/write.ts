/** Writes prompts/understand/actions.json, which follows from the commands that a model may choose: `npm run prompts`. */
import { writeFileSync } from "node:fs";
import { actions } from "../src/model/choices.ts";
import { understandFolder } from "../src/model/prompt.ts";

writeFileSync(new URL("actions.json", understandFolder), `${JSON.stringify(actions(), null, 2)}\n`);
