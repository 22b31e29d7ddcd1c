/** A large municipality: so many people, trainings, requirements and courses, spread as in a real one, the same each time. */
import type { Change } from "../../src/ports/store.ts";
import { courseLike } from "./courseLike.ts";
import { two } from "./two.ts";

export type Size = { readonly people: number; readonly trainings: number; readonly requirements: number; readonly courses: number };

const [sections, unitsEach, departmentsEach, roles, competences] = [6, 6, 3, 40, 400];
const [training] = two.training;
const name = (text: string) => ({ nb: text, nn: text, en: text });
const words =
  "førstehjelp brannvern demens palliasjon ledelse språk trafikk arkiv ernæring veiledning rus smitte hygiene sår tegnspråk musikk".split(
    " ",
  );
const at = <T>(all: readonly T[], n: number): T => all[n % all.length] as T;

const unitsOf = () => {
  const unit = (id: string, parent: string | null, level: "municipality" | "section" | "unit" | "department"): Change => ({
    put: "unit",
    value: { id, name: `Virksomhet ${id}`, aliases: [], parent, level },
  });
  const places: string[] = [];
  const units: Change[] = [unit("top", null, "municipality")];
  for (let s = 0; s < sections; s++) {
    units.push(unit(`s${s}`, "top", "section"));
    for (let u = 0; u < unitsEach; u++) {
      units.push(unit(`s${s}u${u}`, `s${s}`, "unit"));
      for (let d = 0; d < departmentsEach; d++) {
        units.push(unit(`s${s}u${u}d${d}`, `s${s}u${u}`, "department"));
        places.push(`s${s}u${u}d${d}`);
      }
    }
  }
  return { units, places };
};

const course = (n: number): Change => ({
  put: "course",
  value: courseLike({
    id: `c${n}`,
    title: `Kurs ${n} i ${at(words, n)} og ${at(words, Math.floor(n / 7))}`,
    description: `Om ${at(words, n)} i hverdagen, for deg som arbeider med ${at(words, n * 5 + 1)}. `.repeat(3),
    competences: [`k${n % competences}`],
    roles: n % 3 === 0 ? [`r${n % roles}`] : [],
    dates:
      n % 2 === 0
        ? [{ from: `2027-0${(n % 9) + 1}-10`, to: `2027-0${(n % 9) + 1}-10`, start: "09:00", end: "11:00", place: "Rådhuset" }]
        : [],
  }),
});

const requirement = (n: number, places: readonly string[]): Change => ({
  put: "requirement",
  value: {
    id: `q${n}`,
    competence: `k${(n * 7) % competences}`,
    role: n % 10 === 0 ? null : `r${n % roles}`,
    unit: n % 4 === 0 ? null : at([...places, "s1", "s2u3", "s4u1"], n * 13),
    level: null,
    source: at(["law", "plan", "local"] as const, n),
    validity: n % 3 === 0 ? { warnAfter: 24, overdueAfter: 36 } : null,
    coverage: n % 50 === 49 ? 2 : null,
  },
});

const person = (n: number, places: readonly string[]): Change => ({
  put: "person",
  value: {
    id: `p${n}`,
    name: `Fornavn${n} Etternavn${n}`,
    aadObjectId: `aad-${n}`,
    email: `p${n}@stor.example`,
    hasTeams: true,
    groups: n === 0 ? ["hr"] : [],
    language: null,
    hired: "2015-01-01",
    positions: [{ unit: at(places, n * 17), role: `r${(n * 3) % roles}`, percent: 80, from: "2015-01-01", to: null, holdsTalk: true }],
  },
});

export const largeTown = ({ people, trainings, requirements, courses }: Size): readonly Change[] => {
  const { units, places } = unitsOf();
  const taken = (n: number): Change => {
    const day = `20${15 + (n % 12)}-0${(n % 9) + 1}-1${n % 10}`;
    const value = { ...training, id: `t${n}`, person: `p${(n * 31) % people}`, course: `c${(n * 11) % courses}`, title: `Kurs ${n}` };
    return { put: "training", value: { ...value, date: { from: day, to: day }, onlyMe: false } };
  };
  const many = (count: number, make: (n: number) => Change) => Array.from({ length: count }, (_, n) => make(n));
  return [
    ...units,
    ...many(roles, (n) => ({ put: "role", value: { id: `r${n}`, name: name(`Rolle ${n}`), aliases: [] } })),
    ...many(competences, (n) => ({ put: "competence", value: { id: `k${n}`, name: name(`Kompetanse ${n}`) } })),
    ...many(courses, course),
    ...many(requirements, (n) => requirement(n, places)),
    ...many(people, (n) => person(n, places)),
    { put: "leadership", value: { id: "l", person: "p1", unit: "s1u1", kind: "leader", from: "2015-01-01", to: null } },
    ...many(trainings, taken),
  ];
};
