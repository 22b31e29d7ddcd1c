/** "GAP for hjemmetjenesten": per competence how many are to have it, have it, must renew it and lack it; nobody by name. */
import { z } from "zod";
import { attainedAmong } from "../catalogue/attained.ts";
import { asButtons } from "../dialogue/menu.ts";
import { ask, definePage } from "../dialogue/page.ts";
import type { CardOut, Line, Scene } from "../dialogue/scene.ts";
import { isAlarming, missingIn } from "../domain/gap.ts";
import type { Unit } from "../domain/organisation.ts";
import { may } from "../domain/permissions.ts";
import { safeGapOf } from "../domain/safeGap.ts";
import type { ReadStore } from "../ports/store.ts";
import type { Phrase } from "../text/words.ts";
import { competenceName } from "./reasons.ts";
import { gapOfUnit, type UnitGap, unitAsked, type WantedLine } from "./unitGap.ts";

/** Bars beyond this are too thin to read, and rows too many for one card. */
const mostBars = 8;
const mostRows = 12;
const mostAlarms = 6;

const row = (line: WantedLine, scene: Scene) => {
  const [wanted, actual, expiring, missing] = [line.wanted, line.actual, line.expiring, missingIn(line)];
  const name = competenceName(line.competence, scene);
  return {
    label: name,
    value: { say: "gapRow", wanted, actual, expiring, missing } as const,
    cells: [name, ...[wanted, actual, expiring, missing].map(String)],
  };
};

const bar = (line: WantedLine, scene: Scene) => ({
  title: competenceName(line.competence, scene),
  parts: [
    { legend: { say: "gapValid" } as const, value: Math.max(0, line.actual - line.expiring), color: "good" },
    { legend: { say: "gapExpiring" } as const, value: line.expiring, color: "warning" },
    { legend: { say: "gapMissing" } as const, value: missingIn(line), color: "attention" },
  ],
});

/** Where too few can do something that some in each unit must, or soon will be too few; several units with the same lack in one line. */
const alarms = ({ coverage }: UnitGap, scene: Scene): readonly Line[] => {
  const groups = [...Map.groupBy(coverage.filter(isAlarming), (c) => c.requirement.competence).values()];
  const nameOf = (unit: string) => scene.directory.unit(unit)?.name ?? unit;
  const told = groups.slice(0, mostAlarms).map((group): Line => {
    const [c] = group;
    const what = competenceName(c?.requirement.competence ?? "", scene, true);
    if (!c || group.length > 1)
      return { say: "coverageMany", n: group.length, what, where: { list: group.map((one) => nameOf(one.unit)) } };
    return c.actual < c.wanted
      ? { say: "coverageShort", where: nameOf(c.unit), what, wanted: c.wanted, n: c.actual }
      : { say: "coverageSoonShort", where: nameOf(c.unit), what, wanted: c.wanted, n: c.actual - c.expiring };
  });
  return [...told, ...(groups.length > told.length ? [{ say: "andMore", n: groups.length - told.length } as const] : [])];
};

const columns = (["gapWhat", "gapWanted", "gapActual", "gapExpiring", "gapMissing"] as const).map((say, i) => ({
  title: { say } as const,
  width: i === 0 ? 6 : 2,
}));

/** What a person who leads the unit, or HR, sees. */
const wholeGap = async (unit: Unit, page: number, scene: Scene, read: ReadStore): Promise<CardOut> => {
  const { rights, directory } = scene;
  const gap = await gapOfUnit(unit.id, scene, read);
  const now = gap.lines.slice(page * mostRows, (page + 1) * mostRows);
  const rest = gap.lines.length - page * mostRows - now.length;
  const leads = rights.leads.has(unit.id);
  const hasBelow = directory.data.units.some((u) => u.parent === unit.id);
  const { buttons, acts } = asButtons({
    more: rest > 0 ? ask("gap", { unit: unit.id, page: page + 1 }) : undefined,
    whoLacks: leads ? ask("lackingWho", { unit: unit.id }) : undefined,
    sideBySide: hasBelow ? ask("gapBeside", { unit: unit.id }) : undefined,
    breakRoomList: ask("breakRoomList", { unit: unit.id }),
    openAnalysis: ask("analysis", { unit: unit.id }),
  });
  return {
    card: "gap",
    data: {
      heading: { say: "gapHeading", where: unit.name },
      lines: gap.lines.length === 0 ? [{ say: "gapNothingKnown", where: unit.name }] : [],
      bars: page === 0 ? gap.lines.slice(0, mostBars).map((line) => bar(line, scene)) : [],
      columns,
      table: now.map((line) => row(line, scene)),
      notes: [...(page === 0 ? alarms(gap, scene) : []), ...(gap.lines.length > 0 ? [{ say: "gapNote" } as const] : [])],
      buttons,
    },
    acts,
  };
};

/** What a union representative sees: who has and who has not, where both are at least five, and nothing can be worked out. */
const safeOut = async (unit: Unit, competence: string | undefined, scene: Scene, read: ReadStore): Promise<CardOut> => {
  const { directory, catalogue, today } = scene;
  const attained = await attainedAmong(directory.data.people, scene, read);
  const { lines, hidden } = safeGapOf(unit.id, attained, {
    requirements: catalogue.requirements,
    courses: catalogue.courses.values(),
    directory,
    today,
  });
  const asked = lines.filter((line) => competence === undefined || line.competence === competence);
  const rows = asked.map(({ competence: of, has, lacks }) => {
    const name = competenceName(of, scene);
    return {
      label: name,
      value: { say: "gapRowSafe", wanted: has + lacks, actual: has, missing: lacks } as const,
      cells: [name, ...[has + lacks, has, lacks].map(String)] as readonly Phrase[],
    };
  });
  return {
    card: "gap",
    data: {
      heading: { say: "gapHeading", where: unit.name },
      lines: rows.length === 0 ? [{ say: "gapNothingSafe", where: unit.name }] : [],
      bars: [],
      columns: columns.filter((_, i) => i !== 3),
      table: rows.map((r) => ({ ...r, cells: [...r.cells] })),
      notes: [...(hidden > 0 && competence === undefined ? [{ say: "gapHidden", n: hidden } as const] : []), { say: "gapSafeNote" }],
      buttons: [],
    },
    acts: {},
  };
};

export const gap = definePage({
  id: "gap",
  about: z.object({ unit: z.string().optional(), competence: z.string().optional(), page: z.number().int().nonnegative().optional() }),
  act: "help.ask",
  answer: async (about, scene, read) => {
    const unit = unitAsked(about.unit, scene);
    if (!unit) return { out: [{ say: "notUnderstood" }] };
    if (may(scene.rights, "gap.see", { unit: unit.id })) return { out: [await wholeGap(unit, about.page ?? 0, scene, read)] };
    if (may(scene.rights, "totals.see", { unit: unit.id })) return { out: [await safeOut(unit, about.competence, scene, read)] };
    return { out: [{ say: "gapNotYours" }] };
  },
});
