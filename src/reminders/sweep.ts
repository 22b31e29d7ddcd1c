/** Looks for what is due and turns each into one notice: the follow-up goes and the notice comes in the same commit. */

import { spoken } from "../dialogue/words.ts";
import type { World } from "../dialogue/world.ts";
import { type Day, dayInOslo } from "../domain/day.ts";
import type { Directory } from "../domain/directory.ts";
import type { Measure } from "../domain/measure.ts";
import { may, rightsOf } from "../domain/permissions.ts";
import type { Clock } from "../ports/clock.ts";
import type { Retention } from "../ports/retention.ts";
import type { Municipality } from "../ports/settings.ts";
import type { Store } from "../ports/store.ts";
import { isDue, mayDisturb, questionFor } from "./followUps.ts";
import { tidy } from "./tidy.ts";

type Around = {
  readonly store: Store;
  readonly clock: Clock;
  readonly world: () => Promise<World>;
  readonly municipality: Municipality;
  readonly retention: Retention;
  readonly newId: () => string;
};

/** Who is asked about the measure: the one who was to be, or whoever leads the unit where that one may no longer change it. */
const answers = (person: string, measure: Measure, directory: Directory, today: Day): string => {
  const asked = directory.person(person);
  const stillMay = asked && may(rightsOf(asked, directory, today), "measure.change", { measure });
  return stillMay ? person : (directory.leaderOfUnit(measure.unit, today)?.id ?? directory.hr[0]?.id ?? person);
};

/** How many questions were put into the outbox. */
export const sweep = async ({ store, clock, world, municipality, retention, newId }: Around): Promise<number> => {
  const now = clock();
  await tidy(store, retention, now);
  if (!mayDisturb(now)) return 0;
  const today = dayInOslo(now);
  const { directory } = await world();
  let sent = 0;
  for (const { value, revision } of await store.find("followUp")) {
    if (!isDue(value, today)) continue;
    const measure = value.about.what === "support" ? (await store.get("measure", value.about.measure))?.value : undefined;
    const out = questionFor(value, measure);
    const to = measure ? answers(value.person, measure, directory, today) : value.person;
    const language = directory.person(to)?.language ?? municipality.language;
    const said = spoken(out ? [out] : [], { person: to, language, today, newId });
    const how = await store.commit([
      { remove: "followUp", id: value.id, at: revision },
      ...said.changes,
      ...said.messages.map(
        (message) =>
          ({
            put: "notice",
            value: { id: newId(), to, created: now, message, state: "pending", attempts: 0 },
            at: 0,
          }) as const,
      ),
    ]);
    if (how === "done") sent += said.messages.length;
  }
  return sent;
};
