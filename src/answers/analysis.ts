/** "Lever GAP-analysen": this year's analysis as it stands, to be adjusted, added to and delivered. */
import { z } from "zod";
import { ask, definePage } from "../dialogue/page.ts";
import type { Scene } from "../dialogue/scene.ts";
import { yearOf } from "../domain/day.ts";
import { missingIn } from "../domain/gap.ts";
import { isDelicateNeed, type Need, type Workforce } from "../domain/need.ts";
import { may } from "../domain/permissions.ts";
import { shortened } from "../domain/words.ts";
import { measureOf } from "../flows/measureOfNeed.ts";
import type { Command } from "../ports/command.ts";
import type { ReadStore } from "../ports/store.ts";
import type { Phrase } from "../text/words.ts";
import { delivered } from "./deliveries.ts";
import { competenceName } from "./reasons.ts";
import { gapOfUnit, type UnitGap, unitAsked } from "./unitGap.ts";

const mostLines = 10;
const mostNeeds = 6;
const mostFields = 15;
const inShort = (text: string) => shortened(text, 200);

export const workforceLine = (w: Pick<Workforce, "field" | "actual" | "wanted">): Phrase =>
  w.wanted === null
    ? { say: "workforceLine", what: w.field, n: w.actual }
    : { say: "workforceLineWanted", what: w.field, n: w.actual, wanted: w.wanted };

/** The open needs of a unit that the person may see, the most important first. */
export const needsSeen = async (unit: string, { rights }: Scene, read: ReadStore): Promise<readonly Need[]> => {
  const order = (n: Need) => ({ high: 0, medium: 1, low: 2 })[n.priority ?? "medium"];
  return (await read.find("need", { unit }))
    .map((kept) => kept.value)
    .filter((need) => need.closed === null && may(rights, "need.see", { need }))
    .sort((a, b) => order(a) - order(b));
};

/** All that an analysis of the unit holds, as far as the person may see it. */
export type Stand = UnitGap & { readonly needs: readonly Need[]; readonly workforce: readonly Workforce[] };
export const standOf = async (unit: string, scene: Scene, read: ReadStore): Promise<Stand> => ({
  ...(await gapOfUnit(unit, scene, read)),
  needs: await needsSeen(unit, scene, read),
  workforce: (await read.find("workforce", { unit })).map((kept) => kept.value),
});
/** True where nothing is known that could be delivered. */
export const isEmpty = ({ lines, needs, workforce }: Stand): boolean => lines.length + needs.length + workforce.length === 0;

export const analysis = definePage({
  id: "analysis",
  about: z.object({ unit: z.string().optional() }),
  act: "help.ask",
  answer: async (about, scene, read) => {
    const { rights, today } = scene;
    const unit = unitAsked(about.unit, scene);
    if (!unit || !may(rights, "gap.deliver", { unit: unit.id })) return { out: [{ say: "gapNotYours" }] };
    const year = yearOf(today);
    const stand = await standOf(unit.id, scene, read);
    const { lines, needs, workforce } = stand;
    const before = (await delivered(year, read)).get(unit.id);
    const add: Command = { do: "start", flow: "addNeed", fill: { unit: unit.id } };
    if (isEmpty(stand))
      // Three questions are a full delivery; the first is put at once.
      return { out: [{ say: "analysisFromNothing", where: unit.name }], next: add };
    const acts: Record<string, Command> = {
      need: add,
      target: { do: "start", flow: "setTarget", fill: { unit: unit.id } },
      workforce: { do: "start", flow: "setWorkforce", fill: { unit: unit.id } },
      deliver: ask("deliver", { unit: unit.id }),
    };
    needs.slice(0, mostNeeds).forEach((n, i) => {
      // A measure is for everybody to read.
      if (!isDelicateNeed(n)) acts[`measure${i}`] = measureOf(n);
      acts[`close${i}`] = ask("closeNeed", { need: n.id });
      if (n.kind === "phaseOut" && n.discussed === null && (rights.hr || rights.top))
        acts[`discussed${i}`] = ask("discussNeed", { need: n.id });
    });
    const numbers: Phrase[] = lines.slice(0, mostLines).map((l) => ({
      say: l.wanted === l.required ? "analysisLine" : "analysisLineWanted",
      what: competenceName(l.competence, scene),
      wanted: l.wanted,
      required: l.required,
      actual: l.actual,
      missing: missingIn(l),
    }));
    return {
      out: [
        {
          card: "list",
          data: {
            heading: { say: "analysisHeading", year: String(year), where: unit.name },
            items: [
              ...(lines.length > 0
                ? [
                    {
                      title: { say: "analysisNumbers" } as const,
                      lines: [...numbers, ...(lines.length > mostLines ? [{ say: "andMore", n: lines.length - mostLines } as const] : [])],
                      buttons: [],
                    },
                  ]
                : []),
              ...needs.slice(0, mostNeeds).map((n, i) => ({
                title: inShort(n.text),
                lines: [
                  ...(n.strategies ? [{ say: "needStrategies", what: inShort(n.strategies) } as const] : []),
                  ...(n.measures ? [{ say: "needMeasures", what: inShort(n.measures) } as const] : []),
                  ...(n.priority || n.kind
                    ? [
                        {
                          facts: [
                            ...(n.priority ? [{ choice: n.priority, of: "priority" } as const] : []),
                            ...(n.kind ? [{ choice: n.kind, of: "strategyKind" } as const] : []),
                          ],
                        } as const,
                      ]
                    : []),
                  ...(isDelicateNeed(n) ? [{ say: "needDelicate" } as const] : []),
                ],
                buttons: [
                  ...(acts[`measure${i}`] ? [{ act: `measure${i}`, title: { button: "makeMeasure" } as const }] : []),
                  ...(acts[`discussed${i}`] ? [{ act: `discussed${i}`, title: { button: "isDiscussed" } as const }] : []),
                  { act: `close${i}`, title: { button: "needIsMet" } as const },
                ],
              })),
              ...(workforce.length > 0
                ? [
                    {
                      title: { say: "analysisWorkforce" } as const,
                      lines: [
                        ...workforce.slice(0, mostFields).map(workforceLine),
                        ...(workforce.length > mostFields ? [{ say: "andMore", n: workforce.length - mostFields } as const] : []),
                      ],
                      buttons: [],
                    },
                  ]
                : []),
            ],
            notes: [
              ...(needs.length > mostNeeds ? [{ say: "andMore", n: needs.length - mostNeeds } as const] : []),
              before ? { say: "analysisDelivered", day: { day: before.delivered }, n: before.version } : { say: "analysisNotDelivered" },
              { say: "analysisNote" },
            ],
            buttons: [
              { act: "deliver", title: { button: before ? "deliverAgain" : "deliver" }, primary: true },
              { act: "need", title: { button: "addNeed" } },
              ...(lines.length > 0 ? [{ act: "target", title: { button: "setTarget" } as const }] : []),
              { act: "workforce", title: { button: "setWorkforce" } },
            ],
          },
          acts,
        },
      ],
    };
  },
});
