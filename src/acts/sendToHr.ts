/** What the bot could not help with goes to a human, with the person's own words. */
import { z } from "zod";
import { definePage } from "../dialogue/page.ts";

export const sendToHr = definePage({
  id: "sendToHr",
  about: z.object({}),
  act: "hr.write",
  answer: async (_about, { me, municipality, directory }, _read, talk) => {
    const contact = directory.person(municipality.contact.person);
    if (!talk.unclear) return { out: [{ say: "nothingToSend" }] };
    return {
      unclear: null,
      out: [{ say: "sentToHr", who: contact?.name ?? municipality.name }],
      notices: contact
        ? [
            {
              to: contact.id,
              out: {
                card: "message",
                data: {
                  heading: { say: "messageFrom", who: me.name },
                  lines: [talk.unclear, { say: "answerDirectly", who: me.name }],
                  buttons: [],
                },
                acts: {},
              },
            },
          ]
        : [],
    };
  },
});
