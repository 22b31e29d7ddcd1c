/** What HR sees before anything goes out: how many are told, and of what. Numbers, and no names. */
import { ask } from "../dialogue/page.ts";
import type { CardOut } from "../dialogue/scene.ts";
import { type ReminderKind, reminderKinds } from "../domain/wish.ts";
import type { Phrase } from "../text/words.ts";
import { seasonsOf, type Why } from "./gate.ts";
import type { Push } from "./morning.ts";

/** "Utviklingssamtaler · 12", the kinds in order. */
export const countsOf = (kinds: readonly ReminderKind[]): readonly Phrase[] =>
  reminderKinds.flatMap((kind): Phrase[] => {
    const n = kinds.filter((k) => k === kind).length;
    return n === 0 ? [] : [{ facts: [{ choice: kind, of: "reminder" }, n] }];
  });

const reasons = { import: "releaseImport", silence: "releaseSilence", season: "releaseSeason" } as const satisfies Record<Why, string>;

/** @param imported how many imports there have been */
export const previewCard = (pushes: readonly Push[], why: Why, today: string, imported: number): CardOut => ({
  card: "message",
  data: {
    heading: { say: "releaseHeading", n: pushes.length },
    lines: [{ say: reasons[why] }, ...countsOf(pushes.flatMap((p) => p.items.map((i) => i.kind))), { say: "releaseNote" }],
    buttons: [
      { act: "release", title: { button: "release" }, primary: true },
      { act: "stopAll", title: { button: "stopAll" } },
    ],
  },
  acts: {
    release: ask("releaseReminders", { what: "send", seasons: [...seasonsOf(pushes, today)], imported }),
    stopAll: ask("releaseReminders", { what: "stop" }),
  },
});
