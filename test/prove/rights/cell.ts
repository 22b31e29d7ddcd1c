/** One thing that somebody does, and what the table says must come of it. */
import type { pages } from "../../../src/answers/index.ts";
import type { Turned } from "../../../src/dialogue/parts.ts";
import type { Act } from "../../../src/domain/permissions.ts";
import type { flows } from "../../../src/flows/index.ts";
import type { About, Command, Fill } from "../../../src/ports/command.ts";
import { newcomer, type Who } from "../../support/judge.ts";
import { allowed, names, yesterday } from "../../support/rights.ts";
import type { Town } from "./place.ts";

export type Cell = {
  readonly name: string;
  /** The page, the flow, or what is wrong with the card; a sample has some of each. */
  readonly kind: string;
  readonly who: Who;
  readonly inPublic?: boolean;
  /** Nothing of substance may change after the setting; or something must. */
  readonly expects?: "still" | "effect" | undefined;
  /** All that is said is that it is not for this person. */
  readonly refused?: boolean;
  readonly wantsAnswer?: boolean;
  setting?(town: Town): Promise<unknown>;
  play(town: Town): Promise<readonly Turned[]>;
};

/** It has its effect for those who may do all of this, and for nobody else. */
export type Needs = readonly (readonly [Act, string?])[];

export const whoIs = (id: string): Who => ({ id, column: id });
export const everyone = [...names, newcomer, "guest"];
export const expected = ({ column, standsFor = {} }: Who, needs: Needs | undefined, orElse = false) =>
  needs &&
  (needs.every(([act, about]) => allowed(column, act, about && (standsFor[about] ?? about))) ? "effect" : orElse ? undefined : "still");

export const start = (flow: keyof typeof flows, fill: Fill = {}, subject?: string): Command => ({
  do: "start",
  flow,
  fill,
  ...(subject === undefined ? {} : { subject }),
});
export const ask = (page: keyof typeof pages, about: About = {}): Command => ({ do: "ask", page, about });
export const save: Command = { do: "save" };
export const done = { from: yesterday, to: yesterday };
export const course = (title: string) => ({ title, course: null });
export const measureFill = { name: "Kurs for alle", goal: "Alle har bestått prøven", period: { from: null, to: "2027-05-01" } };
