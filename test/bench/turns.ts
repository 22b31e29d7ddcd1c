/** The bench from a terminal: Kompis against the bare echo bot. `node turns.ts --help` */
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import type { Person } from "../support/client.ts";
import { field } from "../support/protocol.ts";
import { bench } from "./bench.ts";
import { report } from "./report.ts";
import { echoSide, kompisSide, samplePeople } from "./sides.ts";

const help = `node turns.ts [options]
  --command "node … src/main.ts" how Kompis starts; PORT, KOMPIS_DATA (fresh folder) and KOMPIS_MODE=local are set
  --cwd .                        its folder
  --env NAME=VALUE               more environment for Kompis, any number of times
  --people FILE                  JSON list of {id, name, aadObjectId}; default 32 people of the sample municipality
  --text "…"                     what everybody says
  --saved REGEXP                 what the answer to the press must contain
  --rounds 8 --seconds 5 --warm-up 10 --cold-starts 3 --idle 5 --timeout 10000 (ms)`;

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      command: { type: "string", default: "node --max-semi-space-size=32 src/main.ts" },
      cwd: { type: "string", default: "." },
      env: { type: "string", multiple: true, default: [] },
      people: { type: "string" },
      text: { type: "string", default: "Tok førstehjelpskurs i går, 2 timer" },
      saved: { type: "string", default: "er logget|er logga|logged" },
      rounds: { type: "string", default: "8" },
      seconds: { type: "string", default: "5" },
      "warm-up": { type: "string", default: "10" },
      "cold-starts": { type: "string", default: "3" },
      idle: { type: "string", default: "5" },
      timeout: { type: "string", default: "10000" },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) console.log(help);
  else {
    const env = Object.fromEntries(values.env.map((pair) => [pair.split("=", 1)[0] ?? "", pair.slice(pair.indexOf("=") + 1)]));
    const kompis = kompisSide({ command: values.command, cwd: values.cwd, env, text: values.text, saved: new RegExp(values.saved) });
    const { results, benchLoad } = await bench([kompis, echoSide(values.text)], {
      people: values.people === undefined ? samplePeople(32) : readPeople(values.people),
      rounds: Number(values.rounds),
      seconds: Number(values.seconds),
      warmUpSeconds: Number(values["warm-up"]),
      coldStarts: Number(values["cold-starts"]),
      idleSeconds: Number(values.idle),
      turnTimeoutMs: Number(values.timeout),
      say: (line) => console.error(line),
    });
    console.log(report(results, benchLoad));
    if (results.some((one) => one.errors.length > 0)) process.exitCode = 1;
  }
}

function readPeople(file: string): Person[] {
  const list: unknown = JSON.parse(readFileSync(file, "utf8"));
  if (!Array.isArray(list)) throw new Error(`${file}: a JSON list of {id, name, aadObjectId} is needed`);
  return list.map((one, n) => {
    const [id, name, aadObjectId] = ["id", "name", "aadObjectId"].map((key) => field(one, key));
    if (typeof id !== "string" || typeof name !== "string" || typeof aadObjectId !== "string")
      throw new Error(`${file}: entry ${n} lacks id, name or aadObjectId`);
    return { id, name, aadObjectId };
  });
}
