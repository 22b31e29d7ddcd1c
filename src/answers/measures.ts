/** "Vis tiltakene mine", "vis tiltak i hjemmetjenesten": what the person may see, each with what can be done to it. */
import { z } from "zod";
import { ask, definePage } from "../dialogue/page.ts";
import type { Scene } from "../dialogue/scene.ts";
import type { Measure } from "../domain/measure.ts";
import { may } from "../domain/permissions.ts";
import { shortened } from "../domain/words.ts";
import type { Command } from "../ports/command.ts";
import type { ReadStore } from "../ports/store.ts";
import type { Phrase } from "../text/words.ts";

const most = 8;
/** As much of a goal as a list needs; the whole stands on the measure's own card. */
const inShort = (text: string): string => shortened(text, 300);

/** Every measure the person may see in the whole municipality, for finding one by its name. */
export const allMeasures = (scene: Scene, read: ReadStore) =>
  measuresFor({ unit: scene.directory.data.units.find((u) => u.parent === null)?.id }, scene, read);

/** Every measure the person may see: the own ones, or those of a unit and the units below it. Which are shown is for `sees`. */
export const measuresFor = async (of: { unit?: string | undefined }, { rights, directory, me, today }: Scene, read: ReadStore) => {
  const units = of.unit ? directory.within(of.unit) : rights.leads;
  const wheres = [...[...units].map((unit) => ({ unit })), ...(of.unit ? [] : [{ responsible: me.id }, { registeredBy: me.id }])];
  const found = (await Promise.all(wheres.map((where) => read.find("measure", where)))).flat();
  const unique = new Map(found.map((kept) => [kept.value.id, kept]));
  return [...unique.values()]
    .filter((kept) => may(rights, "measure.see", { measure: kept.value }))
    .sort((a, b) => order(a.value, today).localeCompare(order(b.value, today)));
};

/** Open ones first, by the date they are due. */
const order = (m: Measure, today: string) =>
  `${m.status === "done" || m.status === "stopped" ? 1 : 0}${m.period?.to ?? "9999"}${today}${m.name}`;

export const measures = definePage({
  id: "measures",
  about: z.object({
    whose: z.enum(["mine", "unit"]).optional(),
    unit: z.string().optional(),
    page: z.number().int().nonnegative().optional(),
  }),
  act: "measure.suggest",
  answer: async (about, scene, read) => {
    const { directory, rights } = scene;
    const all = (await measuresFor({ unit: about.unit }, scene, read)).map((kept) => kept.value);
    const unit = about.unit ? directory.unit(about.unit) : undefined;
    if (all.length === 0) return { out: [unit ? { say: "noMeasuresIn", where: unit.name } : { say: "noMeasures" }] };
    const from = (about.page ?? 0) * most;
    const now = all.slice(from, from + most).filter((measure) => scene.sees("measure.see", { measure }));
    const acts: Record<string, Command> = {};
    const items = now.map((m, i) => {
      const changes = may(rights, "measure.change", { measure: m });
      const buttons = changes && m.status !== "done" ? (["edit", "status"] as const) : changes ? (["edit"] as const) : [];
      const means = {
        edit: { do: "start", flow: "registerMeasure", fill: {}, subject: m.id },
        status: ask("measureStatus", { measure: m.id }),
      } as const;
      for (const b of buttons) acts[`${b}${i}`] = means[b];
      const lines: Phrase[] = [
        {
          say: "measureLine",
          status: { choice: m.status, of: "measureStatus" },
          unit: directory.unit(m.unit)?.name ?? "",
          who: m.responsible.name,
        },
        ...(m.goal ? [inShort(m.goal)] : []),
        ...(m.period ? [{ span: m.period }] : []),
        ...(m.support ? [{ say: "supportLine", degree: { choice: m.support.degree, of: "support" } } as const] : []),
      ];
      return { title: m.name, lines, buttons: buttons.map((b) => ({ act: `${b}${i}`, title: { button: b } })) };
    });
    const rest = all.length - from - now.length;
    if (rest > 0) acts.more = ask("measures", { ...about, page: (about.page ?? 0) + 1 });
    return {
      out: [
        {
          card: "list",
          data: {
            heading: unit ? { say: "measuresIn", where: unit.name, n: all.length } : { say: "myMeasures", n: all.length },
            items,
            notes: [],
            buttons: rest > 0 ? [{ act: "more", title: { button: "more" } }] : [],
          },
          acts,
        },
      ],
    };
  },
});
