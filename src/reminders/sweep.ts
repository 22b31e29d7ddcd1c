/** Looks for what is due and turns each person's morning into one message: what is told, and that it was, in the same commit. */
import type { Out } from "../dialogue/scene.ts";
import { spoken } from "../dialogue/words.ts";
import { importsOf, type World } from "../dialogue/world.ts";
import { clockInOslo, type Day, dayInOslo, type Instant, instantInOslo } from "../domain/day.ts";
import { type Gate, gateId, type Notice, pushId } from "../ports/records.ts";
import type { Retention } from "../ports/retention.ts";
import type { Municipality } from "../ports/settings.ts";
import type { Change, Store } from "../ports/store.ts";
import type { YearWheel } from "../ports/yearWheel.ts";
import { morningCard } from "./card.ts";
import { closedBy, isSilent, newGate } from "./gate.ts";
import { isAskedFor, isFree, morning, type Push } from "./morning.ts";
import { previewCard } from "./preview.ts";
import { readYear } from "./reading.ts";
import { settledCards } from "./settled.ts";
import { tidy } from "./tidy.ts";
import type { Due, Year } from "./year.ts";

type Around = {
  readonly store: Store;
  readonly world: () => Promise<World>;
  readonly municipality: Municipality;
  readonly retention: Retention;
  readonly wheel: YearWheel;
  readonly newId: () => string;
};

/** A message to a person, as it is put into the outbox. @param as what the row has beside the message, for the first */
export const noticeOf = (
  out: Out,
  to: string,
  around: Pick<Around, "municipality" | "newId">,
  { directory }: Pick<World, "directory">,
  now: Instant,
  as: { readonly id: string } & Pick<Notice, "push" | "instead" | "until">,
): readonly Change[] => {
  const { municipality, newId } = around;
  const language = directory.person(to)?.language ?? municipality.language;
  const said = spoken([out], { person: to, language, today: dayInOslo(now), newId });
  return [
    ...said.changes,
    ...said.messages.map(
      (message, i) =>
        ({
          put: "notice",
          value: { ...(i === 0 ? as : { id: newId() }), to, created: now, message, state: "pending", attempts: 0 },
          at: 0,
        }) as const,
    ),
  ];
};

const isNow = ({ from, until }: Push, now: Instant): boolean => {
  const time = clockInOslo(now);
  return from <= time && time < until;
};

/** True when it was put into the outbox; somebody else may have done it meanwhile. */
const send = async (push: Push, around: Around, world: World, now: Instant): Promise<boolean> => {
  const { store, newId } = around;
  const today = dayInOslo(now);
  const notice = newId();
  const name = world.directory.person(push.to)?.name.split(" ")[0] ?? "";
  const items = push.items.map(({ key, kind, matter }) => ({ key, kind, matter }));
  const id = pushId(push.to, today);
  // What somebody has asked for may come late; the rest waits for another morning.
  const until = push.items.every(isAskedFor) ? {} : { until: new Date(instantInOslo(today, push.until)).toISOString() };
  // What was asked for is settled by the answer alone.
  const open = [...new Set(items.filter((i) => !isAskedFor(i)).map((i) => i.matter))];
  const how = await store.commit([
    {
      put: "push",
      value: { id, to: push.to, day: today, items, notice, message: null, open },
      at: 0,
    },
    ...push.items.flatMap((i) => i.changes ?? []),
    ...noticeOf(morningCard(push.items, name), push.to, around, world, now, { id: notice, push: id, ...until }),
  ]);
  return how === "done";
};

/** HR is shown what waits, once a day, and nothing else happens. */
const askHr = async (
  gate: Gate,
  at: number,
  pushes: readonly Push[],
  why: Parameters<typeof previewCard>[1],
  imported: number,
  around: Around,
  now: Instant,
) => {
  const world = await around.world();
  const today = dayInOslo(now);
  if (gate.asked === today) return;
  await around.store.commit([
    { put: "gate", value: { ...gate, asked: today }, at },
    ...world.directory.hr.flatMap((p) =>
      noticeOf(previewCard(pushes, why, today, imported), p.id, around, world, now, { id: around.newId() }),
    ),
  ]);
};

/** The part of each morning that is of this sort; mornings without any are left out. */
const only = (pushes: readonly Push[], is: (due: Due) => boolean): readonly Push[] =>
  pushes.map((p) => ({ ...p, items: p.items.filter(is) })).filter((p) => p.items.length > 0);

/** Cards that stand in chats are changed where something on them is settled, by whomever and wherever. */
const settle = async (year: Year, around: Around, world: World, now: Instant): Promise<void> => {
  for (const { push, at, open, out } of await settledCards(year, around.store))
    await around.store.commit([
      { put: "push", value: { ...push, open: [...open] }, at },
      ...noticeOf(out, push.to, around, world, now, {
        id: around.newId(),
        push: push.id,
        ...(push.message ? { instead: push.message } : {}),
      }),
    ]);
};

/** The gate as it is today: that mornings are planned is noted every day, so that silence means that the bot was down. */
const gateToday = async (store: Store, today: Day): Promise<{ readonly gate: Gate; readonly at: number }> => {
  const kept = await store.get("gate", gateId);
  const gate = kept?.value ?? newGate;
  const at = kept?.revision ?? 0;
  if (gate.planned === today || isSilent(gate, today)) return { gate, at };
  const now = { ...gate, planned: today, previous: gate.planned };
  const how = await store.commit([{ put: "gate", value: now, at }]);
  return how === "done" ? { gate: now, at: at + 1 } : gateToday(store, today);
};

/** How many mornings were put into the outbox. */
export const sweep = async (around: Around): Promise<number> => {
  const { store, wheel, retention } = around;
  // By the clock that all replicas share, so that one whose own is wrong disturbs nobody.
  const now = new Date(await store.now()).toISOString();
  await tidy(store, retention, now);
  const today: Day = dayInOslo(now);
  const { gate, at } = await gateToday(store, today);
  if (!isFree(today, wheel)) return 0;
  const world = await around.world();
  const year = await readYear(store, world, wheel, today);
  const time = clockInOslo(now);
  if (!gate.stopped && wheel.hours.from <= time && time < wheel.hours.to) await settle(year, around, world, now);
  const pushes = morning(year).filter((p) => isNow(p, now));
  const wide = only(pushes, (due) => !isAskedFor(due));
  const imported = await importsOf(store);
  const why = wide.length > 0 ? closedBy(gate, wide, imported, today) : undefined;
  if (why && !gate.stopped) await askHr(gate, at, wide, why, imported, around, now);
  // What somebody has asked for themselves is not held back.
  const free = why || gate.stopped ? only(pushes, isAskedFor) : pushes;
  let sent = 0;
  for (const push of free) if (await send(push, around, world, now)) sent++;
  return sent;
};
