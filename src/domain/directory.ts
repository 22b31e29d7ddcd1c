/** The organisation as it can be asked: who is who, which unit lies under which, who leads whom on a day. */
import { covers, type Day } from "./day.ts";
import type { Leadership, OrganisationData, Person, Position, Role, Unit } from "./organisation.ts";

export type Directory = ReturnType<typeof directoryOf>;

/** Lower case without accents, so that "Ána" is found by "Ana"; æ, ø and å stay letters of their own. */
export const foldName = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[æøå]/g, (c) => ({ æ: "\u0001", ø: "\u0002", å: "\u0003" })[c] ?? c)
    .replace(/ŋ/g, "n")
    .replace(/đ/g, "d")
    .replace(/ŧ/g, "t")
    .replace(/ł/g, "l")
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/[\u0001-\u0003]/g, (c) => ["æ", "ø", "å"][c.charCodeAt(0) - 1] ?? c)
    .normalize("NFC");

const nameWords = (name: string) =>
  foldName(name)
    .split(/[\s-]+/)
    .filter(Boolean);

/** Of several positions the one that a person is counted and led by: that with the development talk, or the first. */
export const mainOf = (positions: readonly Position[]): Position | undefined => positions.find((p) => p.holdsTalk) ?? positions[0];

/** Answers once about each that there is; what somebody makes up is not remembered. */
const remembering = <T>(units: ReadonlyMap<string, Unit>, answer: (id: string) => T): ((id: string) => T) => {
  const known = new Map<string, T>();
  return (id) => {
    const now = known.get(id) ?? answer(id);
    if (units.has(id)) known.set(id, now);
    return now;
  };
};

export const directoryOf = (data: OrganisationData) => {
  const units = new Map(data.units.map((u) => [u.id, u]));
  const roles = new Map(data.roles.map((r) => [r.id, r]));
  const people = new Map(data.people.map((p) => [p.id, p]));
  const byObjectId = new Map(data.people.flatMap((p) => (p.aadObjectId ? [[p.aadObjectId.toLowerCase(), p] as const] : [])));
  const byEmail = Map.groupBy(
    data.people.filter((p) => p.email !== null),
    (p) => p.email ?? "",
  );
  const byWord = Map.groupBy(
    data.people.flatMap((person) => nameWords(person.name).map((word) => ({ word, person }))),
    (entry) => entry.word,
  );
  const children = Map.groupBy(data.units, (u) => u.parent);
  const leadershipsOf = Map.groupBy(data.leaderships, (l) => l.unit);

  const within = remembering(units, (unit): ReadonlySet<string> => {
    const found = new Set<string>();
    const visit = (id: string) => {
      if (found.has(id)) return;
      found.add(id);
      for (const child of children.get(id) ?? []) visit(child.id);
    };
    visit(unit);
    return found;
  });
  const above = remembering(units, (unit): readonly Unit[] => {
    const chain: Unit[] = [];
    for (let u = units.get(unit); u && !chain.includes(u); u = u.parent ? units.get(u.parent) : undefined) chain.push(u);
    return chain;
  });
  const positionsOf = (p: Person, on: Day): readonly Position[] => p.positions.filter((x) => covers(x, on));

  /** An acting leader or a deputy of today goes before the leader whose place is filled. */
  const rank: Record<Leadership["kind"], number> = { acting: 0, deputy: 1, leader: 2 };
  const leaderOfUnit = (unit: string, on: Day): Person | undefined =>
    (leadershipsOf.get(unit) ?? [])
      .filter((l) => covers(l, on))
      .sort((a, b) => rank[a.kind] - rank[b.kind])
      .flatMap((l) => people.get(l.person) ?? [])[0];

  /** Of the day asked about last, for a question about everybody asks about every unit. */
  let here: { readonly on: Day; readonly in: (unit: string) => readonly Person[] } | undefined;
  const peopleIn = (unit: string, on: Day): readonly Person[] => {
    if (here?.on !== on) {
      const order = new Map(data.people.map((p, i) => [p, i]));
      const inUnit = Map.groupBy(
        data.people.flatMap((person) => positionsOf(person, on).map((position) => ({ person, unit: position.unit }))),
        (one) => one.unit,
      );
      here = {
        on,
        in: remembering(units, (of) =>
          [...new Set([...within(of)].flatMap((u) => inUnit.get(u) ?? []).map((one) => one.person))].sort(
            (a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0),
          ),
        ),
      };
    }
    return here.in(unit);
  };

  return {
    data,
    unit: (id: string): Unit | undefined => units.get(id),
    role: (id: string): Role | undefined => roles.get(id),
    person: (id: string): Person | undefined => people.get(id),
    byObjectId: (id: string): Person | undefined => byObjectId.get(id.toLowerCase()),
    byEmail: (email: string): readonly Person[] => byEmail.get(email.toLowerCase()) ?? [],
    /** The unit and all below it. */
    within,
    /** The unit, its parent, and so on to the top. */
    above,
    positionsOf,
    rolesOf: (p: Person, on: Day): readonly Role[] => positionsOf(p, on).flatMap((x) => roles.get(x.role) ?? []),
    peopleIn,
    leaderOfUnit,
    /** Units in which the person is leader, acting leader or deputy on the day. */
    ledBy: (id: string, on: Day): readonly Unit[] =>
      data.leaderships.filter((l) => l.person === id && covers(l, on)).flatMap((l) => units.get(l.unit) ?? []),
    /** The leader that the person answers to: of the position with the talk, the nearest one above who is someone else. */
    leaderOf: (p: Person, on: Day): Person | undefined => {
      const main = mainOf(positionsOf(p, on));
      return (
        main &&
        above(main.unit)
          .flatMap((u) => leaderOfUnit(u.id, on) ?? [])
          .find((l) => l.id !== p.id)
      );
    },
    /** Everybody whose name has all these words: "Kari", "Kari Nordli". */
    named: (name: string): readonly Person[] => {
      const [first, ...rest] = nameWords(name);
      const candidates = (first && byWord.get(first)) || [];
      return [...new Set(candidates.map((c) => c.person))].filter((p) => rest.every((w) => nameWords(p.name).includes(w)));
    },
    hr: data.people.filter((p) => p.groups.includes("hr")),
  };
};
