/** "Hvem har jeg ikke hatt samtale med?": the leader's development talks of the year, who is left first. */
import { z } from "zod";
import { asButtons } from "../dialogue/menu.ts";
import { ask, definePage } from "../dialogue/page.ts";
import { yearOf } from "../domain/day.ts";
import { developmentTalkId, withTalksOf } from "../domain/developmentTalk.ts";
import { deadlineIn } from "../reminders/year.ts";
import type { Phrase } from "../text/words.ts";

const mostShown = 40;

export const talks = definePage({
  id: "talks",
  about: z.object({ page: z.number().int().nonnegative().optional() }),
  act: "talk.register",
  answer: async ({ page = 0 }, scene, read) => {
    const { today, wheel } = scene;
    const year = yearOf(today);
    const people = withTalksOf(scene.me.id, scene.directory, today);
    if (people.length === 0) return { out: [{ say: "noTalks" }] };
    const all = await Promise.all(
      people.map(async ({ id, name }) => ({
        name,
        talk: (await read.get("developmentTalk", developmentTalkId(id, year)))?.value,
      })),
    );
    const isHeld = (t: (typeof all)[number]["talk"]) => t?.state === "held" && !t.objected;
    const booked = all.filter(({ talk }) => talk?.state === "booked" && (talk.day ?? "") >= today);
    const left = all.filter(({ talk }) => !isHeld(talk) && talk?.state !== "notNow" && !booked.some((b) => b.talk === talk));
    const held = all.filter(({ talk }) => isHeld(talk));
    const notNow = all.filter(({ talk }) => talk?.state === "notNow");
    const word = (t: (typeof all)[number]["talk"]): Phrase | undefined =>
      t?.objected ? { say: "talkObjected" } : t?.state === "later" ? { say: "talkLater" } : undefined;
    const group = (title: Phrase, lines: readonly Phrase[]) =>
      lines.length === 0
        ? []
        : [
            {
              title,
              lines: [
                ...lines.slice(0, mostShown),
                ...(lines.length > mostShown ? [{ say: "andMore", n: lines.length - mostShown } as const] : []),
              ],
              buttons: [],
            },
          ];
    const isMore = left.length > (page + 1) * mostShown;
    const { buttons, acts } = asButtons(
      {
        more: isMore ? ask("talks", { page: page + 1 }) : undefined,
        registerTalks: { do: "start", flow: "registerTalks", fill: {} },
        bookTalk: { do: "start", flow: "bookTalk", fill: {} },
      },
      "registerTalks",
    );
    return {
      out: [
        {
          card: "list",
          data: {
            heading: { say: "talksHeading", year: String(year), n: held.length, of: all.length },
            items: [
              ...group(
                { say: "talksLeft", n: left.length },
                left
                  .slice(page * mostShown, (page + 1) * mostShown)
                  .map(({ name, talk }): Phrase => (word(talk) ? { facts: [name, word(talk) ?? ""] } : name)),
              ),
              ...group(
                { say: "talksBooked", n: booked.length },
                booked.map(
                  ({ name, talk }): Phrase => ({
                    facts: [name, { day: talk?.day ?? today }, ...(talk?.start ? [{ times: { start: talk.start, end: null } }] : [])],
                  }),
                ),
              ),
              ...group(
                { say: "talksHeld", n: held.length },
                held.map(({ name, talk }): Phrase => ({ facts: [name, { day: talk?.day ?? today }] })),
              ),
              ...group(
                { say: "talksNotNow", n: notNow.length },
                notNow.map(({ name }) => name),
              ),
            ],
            notes: [{ say: "talksNote", day: { day: deadlineIn(year, wheel.talks.deadline) } }],
            buttons,
          },
          acts,
        },
      ],
    };
  },
});
