/** The year as the store has it on a day. */
import { attainedAmong } from "../catalogue/attained.ts";
import type { World } from "../dialogue/world.ts";
import { addDays, type Day } from "../domain/day.ts";
import { developmentTalkId } from "../domain/developmentTalk.ts";
import { gateId } from "../ports/records.ts";
import type { Kind, ReadStore, RecordOf } from "../ports/store.ts";
import type { YearWheel } from "../ports/yearWheel.ts";
import type { Year } from "./year.ts";

/** No reminder is open for longer; in days. */
const longestSpan = 550;

export const readYear = async (
  store: ReadStore,
  { directory, catalogue }: Pick<World, "directory" | "catalogue">,
  wheel: YearWheel,
  today: Day,
): Promise<Year> => {
  const all = async <K extends Kind>(kind: K, where = {}): Promise<readonly RecordOf<K>[]> =>
    (await store.find(kind, where)).map((kept) => kept.value);
  const attained = await attainedAmong(directory.data.people, { catalogue }, store);
  const [talks, analyses, extensions, signUps, measures, followUps, rounds, wishes, putOffs, pushes] = await Promise.all([
    all("developmentTalk"),
    all("analysis"),
    all("extension"),
    all("signUp"),
    all("measure"),
    all("followUp"),
    all("evaluationRound"),
    all("wish"),
    all("putOff"),
    all("push", { day: { from: addDays(today, -longestSpan) } }),
  ]);
  const gate = await store.get("gate", gateId);
  const talkOf = new Map(talks.map((t) => [t.id, t]));
  const delivered = new Set(analyses.map((a) => `${a.unit}/${a.year}`));
  const wishOf = new Map(wishes.map((w) => [w.person, w]));
  const off = new Map(putOffs.map((p) => [p.id, p]));
  const sent = new Map(pushes.flatMap((p) => p.items.map((i) => [i.key, p.day] as const)));
  const told = new Map<string, Day[]>();
  for (const { to, day, items, message } of pushes)
    for (const matter of message === null ? [] : new Set(items.map((i) => i.matter))) {
      const key = `${to} ${matter}`;
      told.set(key, [...(told.get(key) ?? []), day]);
    }
  const last = new Map<string, Day>();
  for (const { to, day } of pushes) if (day > (last.get(to) ?? "")) last.set(to, day);
  return {
    today,
    directory,
    catalogue,
    wheel,
    attained,
    talks,
    talk: (person, of) => talkOf.get(developmentTalkId(person, of)),
    isDelivered: (unit, of) => delivered.has(`${unit}/${of}`),
    extensions,
    signUps,
    measures,
    followUps,
    rounds,
    wish: (person) => wishOf.get(person),
    putOff: (person, matter) => off.get(`${person}/${matter}`)?.until,
    sent: (key) => sent.get(key),
    told: (person, matter) => told.get(`${person} ${matter}`) ?? [],
    planned: (gate?.value.planned === today ? gate.value.previous : gate?.value.planned) ?? undefined,
    pushed: (person) => last.get(person),
  };
};
