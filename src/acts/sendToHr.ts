/** What the bot could not help with goes to a human, with the person's own words. */
import { z } from "zod";
import { definePage } from "../dialogue/page.ts";

export const sendToHr = definePage({
  id: "sendToHr",
  about: z.object({}),
  act: "hr.write",
  answer: async (_about, { me, municipality, directory }, _read, talk) => {
    const words = talk.unclear;
    const contact = directory.person(municipality.contact.person);
    const to = contact ? [contact] : directory.hr;
    if (!words || to.length === 0) return { out: [{ say: "nothingToSend" }] };
    return {
      unclear: null,
      out: [{ say: "sentToHr", who: contact?.name ?? "HR" }],
      notices: to.map((p) => ({
        to: p.id,
        out: {
          card: "message",
          data: { heading: { say: "messageFrom", who: me.name }, lines: [words, { say: "answerDirectly", who: me.name }], buttons: [] },
          acts: {},
        },
      })),
    };
  },
});
