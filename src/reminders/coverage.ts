/** Too few soon: told to the leader before the last one that is needed runs out. */
import { ask } from "../dialogue/page.ts";
import { addDays, type Day } from "../domain/day.ts";
import { coveredIn, isMet, standingsOfCoverage } from "../domain/gap.ts";
import { leaderAround, type Reminder, type Year } from "./year.ts";

/** The last day on which there are enough; undefined where there are too few today, or nothing ends. */
const lastDay = (untils: readonly (Day | null)[], wanted: number): Day | undefined =>
  // Of those that end, so many can go before it is one too many.
  untils.length < wanted
    ? undefined
    : untils
        .map((until) => until ?? "9999-12-31")
        .sort()
        .at(untils.length - wanted);

export const coverage: Reminder = (year: Year) => {
  const { directory, catalogue, attained, today, wheel } = year;
  const around = { requirements: catalogue.requirements, directory, today };
  return catalogue.requirements.flatMap((r) =>
    coveredIn(r, new Set(directory.data.units.map((u) => u.id)), around).flatMap((unit) => {
      const met = standingsOfCoverage(r, unit, attained, around).filter(isMet);
      const until = lastDay(
        met.map((s) => s.until),
        r.coverage ?? 0,
      );
      const leader = leaderAround(unit, year);
      if (!until || !leader || until < today || addDays(until, -wheel.coverage.days) > today) return [];
      const left = met.filter((s) => s.until === null || s.until > until).length;
      const what = catalogue.competences.get(r.competence)?.name;
      return [
        {
          key: `coverage/${r.id}/${unit}/${until}/${leader.id}`,
          kind: "coverage" as const,
          matter: `coverage/${r.id}/${unit}/${until}`,
          to: leader.id,
          say: {
            say: "remindCoverage",
            where: directory.unit(unit)?.name ?? unit,
            what: what ? { name: what } : r.competence,
            wanted: r.coverage ?? 0,
            n: left,
            day: { day: until },
          } as const,
          next: [{ button: "openGap" as const, command: ask("gap", { unit }) }],
        },
      ];
    }),
  );
};
