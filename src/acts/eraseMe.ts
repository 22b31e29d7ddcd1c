/** "Slett meg": asks twice, erases at once what is the person's alone, and asks HR about the rest. */
import { z } from "zod";
import { countsOf, type HeldRecord, heldAbout, isOwn } from "../answers/held.ts";
import { counted } from "../answers/heldWords.ts";
import { erased } from "../dialogue/erase.ts";
import { offer } from "../dialogue/offer.ts";
import { ask, definePage } from "../dialogue/page.ts";
import type { CardOut, NoticeOut, Scene } from "../dialogue/scene.ts";
import { worldMoved } from "../dialogue/world.ts";
import type { ReadStore } from "../ports/store.ts";

const sort = async (scene: Scene, read: ReadStore) => {
  const { records } = await heldAbout(scene, read);
  return { goes: records.filter((r) => isOwn(r, scene)), stays: records.filter((r) => !isOwn(r, scene)) };
};

const listed = (records: readonly HeldRecord[], { retention }: Scene) =>
  [...countsOf(records)].map(([as, n]) => counted(retention[as].what, n));

const hrOf = ({ municipality, directory }: Scene) => {
  const contact = directory.person(municipality.contact.person);
  return contact ? [contact] : directory.hr;
};

const second = (goes: readonly HeldRecord[], stays: readonly HeldRecord[], scene: Scene): CardOut => ({
  card: "list",
  data: {
    heading: { say: "eraseSure" },
    items: [
      { title: { say: "eraseGoes" }, lines: listed(goes, scene), buttons: [] },
      { title: { say: "eraseStays" }, lines: listed(stays, scene), buttons: [] },
    ],
    notes: [{ say: "eraseForGood" }],
    buttons: [
      { act: "erase", title: { button: "eraseNow" } },
      { act: "no", title: { button: "keepIt" } },
    ],
  },
  acts: { erase: ask("eraseMe", { asked: 2 }), no: { do: "no" } },
  once: true,
});

/** What the employer must keep, row by row, for HR to decide on. */
const request = (stays: readonly HeldRecord[], scene: Scene): NoticeOut[] => {
  const { me, retention } = scene;
  const rows = [...countsOf(stays)].map(([as, n]) => {
    const { what, why, basis, howLong } = retention[as];
    return {
      title: counted(what, n),
      lines: [why, basis, { say: "heldHowLong", howLong } as const],
      buttons: [],
    };
  });
  return hrOf(scene).map((hr) => ({
    to: hr.id,
    out: {
      card: "list",
      data: {
        heading: { say: "eraseRequest", who: me.name },
        items: rows,
        notes: [{ say: "eraseRequestNote", who: me.name }],
        buttons: [],
      },
      acts: {},
    },
  }));
};

export const eraseMe = definePage({
  id: "eraseMe",
  /** How many questions have been answered with yes. */
  about: z.object({ asked: z.number().int().min(0).max(2).optional() }),
  act: "self.erase",
  answer: async (about, scene, read, talk) => {
    // Only an answer to the question that was put last counts.
    const yes = talk.offer?.yes;
    const asked = yes?.do === "ask" && yes.page === "eraseMe" && yes.about.asked === about.asked ? about.asked : 0;
    if (!asked)
      return offer([{ say: "eraseAsk" }, { say: "eraseAskHow" }], ask("eraseMe", { asked: 1 }), { yes: "eraseGoOn", no: "noThanks" });
    const { goes, stays } = await sort(scene, read);
    if (asked === 1) return { out: [second(goes, stays, scene)], offer: { yes: ask("eraseMe", { asked: 2 }), no: null } };
    const person = stays.find((r) => r.kind === "person");
    const [hr] = hrOf(scene);
    return {
      erased: true,
      changes: [
        ...(await erased(
          read,
          goes.map(({ kind, id, kept }) => ({ kind, id, at: kept.revision })),
          scene,
        )),
        ...(person?.kind === "person" && person.kept.value.language !== null
          ? [{ put: "person", value: { ...person.kept.value, language: null }, at: person.kept.revision } as const, await worldMoved(read)]
          : []),
      ],
      notices: request(stays, scene),
      out: [
        {
          card: "message",
          data: {
            heading: { say: "eraseDone" },
            lines: [{ say: "eraseRequested", who: hr?.name ?? "HR" }, { say: "eraseChat" }],
            buttons: [],
          },
          acts: {},
        },
      ],
    };
  },
});
