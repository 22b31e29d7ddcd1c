/** Years of reminders: replicas, restarts, kills, days without a bot; each due reminder once, and nobody disturbed. */
import { catalogueOf } from "../../src/catalogue/search.ts";
import { worldMoved, worldOver } from "../../src/dialogue/world.ts";
import { addDays, clockInOslo, type Day, dayInOslo, instantInOslo, isWorkingDay } from "../../src/domain/day.ts";
import { mainOf } from "../../src/domain/directory.ts";
import { gateId } from "../../src/ports/records.ts";
import type { Municipality } from "../../src/ports/settings.ts";
import { NotSaved, type Store } from "../../src/ports/store.ts";
import { newGate } from "../../src/reminders/gate.ts";
import { readYear } from "../../src/reminders/reading.ts";
import { sweep } from "../../src/reminders/sweep.ts";
import { openStore } from "../../src/store/lowdb.ts";
import { readRetention, readYearWheel } from "../../src/transfer/sample.ts";
import { fill, townFrom } from "../support/manyYears.ts";
import { naiveMorning, type State, type YearWheel } from "../support/naiveYear.ts";
import type { Proof, Row } from "./proof.ts";

const municipality: Municipality = { name: "Stor kommune", tenantId: "t", language: "nb", contact: { person: "p0" }, levels: [] };
const retention = readRetention("data/retention.json");
const begin = "2027-01-04";

/** A store whose process ends after so many more commits. */
const dying = (store: Store, after: number): Store => {
  let left = after;
  return {
    ...store,
    commit: async (changes) => {
      if (left-- <= 0) throw new NotSaved("The process has ended.");
      return store.commit(changes);
    },
  };
};

type Counts = {
  pushes: number;
  items: number;
  twice: number;
  wrongDay: number;
  wrongHour: number;
  many: number;
  rows: number;
  missed: number;
  extra: number;
  compared: number;
};

const years = async (
  days: number,
  size: { people: number; leaders: number },
  seed: number,
  compareEvery: number,
  say: (word: string) => void,
) => {
  let real = instantInOslo(begin, "00:00");
  const store = await openStore(null, () => real);
  const wheel = {
    ...readYearWheel("data/yearwheel.json"),
    units: { u1: { weekly: 3 }, u2: { weekly: 5, hours: { from: "07:00", to: "14:00" } }, u3: { hours: { from: "10:00", to: "18:00" } } },
  };
  const town = townFrom(begin, size, seed);
  await fill(store, [...town.first, { put: "gate", value: { ...newGate, planned: addDays(begin, -1) } }]);
  await store.commit([await worldMoved(store)]);
  let ids = 0;
  const replica = () => {
    return worldOver(store, catalogueOf);
  };
  let replicas = [replica(), replica(), replica()];
  const keys = new Map<string, Day>();
  const counts: Counts = { pushes: 0, items: 0, twice: 0, wrongDay: 0, wrongHour: 0, many: 0, rows: 0, missed: 0, extra: 0, compared: 0 };
  let [restarts, kills, down] = [0, 0, 0];
  const one = async (which: number, killed: boolean) => {
    const world = replicas[which % 3] ?? replica();
    const own = killed ? dying(store, Math.floor(town.random() * 40)) : store;
    await sweep({ store: own, world, municipality, retention, wheel, newId: () => `n${++ids}` }).catch((error) => {
      if (!killed) throw error;
      kills++;
    });
  };
  for (let n = 0, today = begin; n < days; n++, today = addDays(today, 1)) {
    real = instantInOslo(today, "06:00");
    const { changes, moves } = town.happens(today);
    await store.commit([...changes, ...(moves ? [await worldMoved(store)] : [])]);
    // Sometimes nobody is there for a day or two; what was due is made up.
    if (down > 0) down--;
    else if (town.random() < 0.01) down = 1 + Math.floor(town.random() * 2);
    if (down === 0) {
      const expected =
        compareEvery > 0 && n % compareEvery === 0
          ? await (async () => {
              const { directory, catalogue } = await (replicas[0] ?? replica())();
              const year = await readYear(store, { directory, catalogue }, wheel, today);
              const state = {
                ...year,
                analyses: (await store.find("analysis")).map((k) => k.value),
                wishes: (await store.find("wish")).map((k) => k.value),
                wheel: wheel as unknown as YearWheel,
                announced: year.sent,
              } as unknown as State;
              return naiveMorning(state, new Set(keys.keys()));
            })()
          : undefined;
      for (const time of ["06:58", "07:58", "08:20", "10:20", "15:31", "18:05"] as const) {
        real = instantInOslo(today, time);
        const which = Math.floor(town.random() * 3);
        const isKilled = town.random() < 0.03;
        if (isKilled) await one(which, true);
        if (town.random() < 0.1) await Promise.all([one(which, false), one(which + 1, false)]);
        else await one(which + 1, false);
      }
      const kept = await store.get("gate", gateId);
      // HR says yes to what it is shown.
      if (kept?.value.asked === today) {
        const year = today.slice(0, 4);
        const seasons = [...new Set([...kept.value.seasons, `talks/${year}`, `gap/${year}`])];
        await store.commit([{ put: "gate", value: { ...kept.value, seasons, planned: today, asked: null }, at: kept.revision }]);
        real = instantInOslo(today, "12:20");
        await one(0, false);
      }
      if (town.random() < 0.03) {
        restarts++;
        replicas = [replica(), replica(), replica()];
      }
      const { directory } = await (replicas[0] ?? replica())();
      const sent = (await store.find("push", { day: { from: today } })).map((k) => k.value);
      const to = new Set<string>();
      const rows = new Map((await store.find("notice")).map((k) => [k.value.id, k.value]));
      for (const push of sent) {
        counts.pushes++;
        if (to.has(push.to)) counts.many++;
        to.add(push.to);
        if (push.day !== today || !isWorkingDay(push.day)) counts.wrongDay++;
        const row = rows.get(push.notice);
        if (row) counts.rows++;
        if (row && dayInOslo(row.created) !== today) counts.wrongDay++;
        const person = directory.person(push.to);
        const unit = person && mainOf(directory.positionsOf(person, today))?.unit;
        const hours =
          (unit ? directory.above(unit) : []).flatMap(
            (u) => (wheel.units as Record<string, { hours?: { from: string; to: string } }>)[u.id]?.hours ?? [],
          )[0] ?? wheel.hours;
        const at = row ? clockInOslo(row.created) : hours.from;
        if (at < hours.from || at >= hours.to) counts.wrongHour++;
        for (const { key } of push.items) {
          counts.items++;
          if (keys.has(key)) counts.twice++;
          keys.set(key, today);
        }
      }
      if (expected && kept?.value.asked !== today) {
        counts.compared++;
        const ours = new Set(sent.flatMap((p) => p.items.map((i) => i.key)));
        const wanted = new Set(expected.flatMap((p) => p.keys));
        for (const key of wanted) if (!ours.has(key)) counts.missed++;
        for (const key of ours) if (!wanted.has(key)) counts.extra++;
      }
      // All of it arrives.
      await store.commit([
        ...[...rows.keys()].map((id) => ({ remove: "notice", id }) as const),
        ...(await store.find("push", { day: { from: today } })).map(
          ({ value, revision }) => ({ put: "push", value: { ...value, message: value.id }, at: revision }) as const,
        ),
      ]);
    }
    if (n % 365 === 364) say(`year ${Math.floor(n / 365) + 1}: ${counts.pushes} messages, ${counts.items} reminders`);
  }
  return { counts, restarts, kills };
};

export const year: Proof = {
  id: "year",
  run: async (long, say) => {
    // Ten years of five thousand people take the better part of an hour.
    const days = Number(process.env.PROVE_DAYS ?? 3653);
    const wide = long ? { days, people: 5000, leaders: 400, every: 0 } : { days: 40, people: 60, leaders: 9, every: 0 };
    const close = long
      ? { days: Math.min(days, 1826), people: 2000, leaders: 160, every: 5 }
      : { days: 130, people: 40, leaders: 9, every: 1 };
    const row = async (promise: string, { days, people, leaders, every }: typeof wide, seed: number): Promise<Row> => {
      const { counts: c, restarts, kills } = await years(days, { people, leaders }, seed, every, say);
      const wrong = c.twice + c.wrongDay + c.wrongHour + c.many + c.missed + c.extra + (c.pushes - c.rows);
      return {
        promise: `${promise}: ${days} days, ${people} people, ${leaders} leaders, 3 replicas, looking also just before and after the hours`,
        asked:
          "each due reminder one row; none on a wrong day, on a day off, outside the hours; never two messages on a day; equal to the naive plan",
        measured: `${c.pushes} messages, ${c.items} reminders, ${restarts} restarts, ${kills} kills; twice ${c.twice}, without a row ${c.pushes - c.rows}, wrong day ${c.wrongDay}, outside hours ${c.wrongHour}, two on a day ${c.many}; on ${c.compared} mornings compared missed ${c.missed}, superfluous ${c.extra}`,
        kept: c.pushes > 0 && wrong === 0 && (every === 0 || c.compared > 0),
      };
    };
    return [await row("the year", wide, 1), await row("validities and all else beside a second computation", close, 2)];
  },
};
