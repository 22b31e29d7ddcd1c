/** Thanks, a nice day, and the questions that are no task of ours: short, honest, and back to what helps. */
import { z } from "zod";
import { definePage } from "../dialogue/page.ts";

export const smallTalk = definePage({
  id: "smallTalk",
  about: z.object({ topic: z.enum(["thanks", "fine", "robot", "law", "notTaken", "gap", "signUpOthers"]) }),
  act: "help.ask",
  inPublic: () => true,
  answer: async ({ topic }, { directory, municipality }) => {
    const who = directory.person(municipality.contact.person)?.name ?? municipality.name;
    const say = {
      thanks: "youAreWelcome",
      fine: "niceToHear",
      robot: "iAmABot",
      notTaken: "nothingLogged",
      gap: "whatGapIs",
      signUpOthers: "signUpOthers",
    } as const;
    return { out: [topic === "law" ? { say: "notForMeToSay", who } : { say: say[topic] }] };
  },
});
