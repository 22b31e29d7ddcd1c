/** Development talks (utviklingssamtale): that one was arranged or held, and when. What is said in them is never asked for or kept. */
import { z } from "zod";
import { clock, type Day, day } from "./day.ts";
import type { Directory } from "./directory.ts";
import type { Person } from "./organisation.ts";

/** Not now is a choice without a reason: an absence is nobody else's business. */
export const talkStates = ["booked", "held", "later", "notNow"] as const;

/** How long one is set up for, in minutes. */
export const talkMinutes = 60;

/** One for each person and year. */
export const developmentTalk = z.object({
  id: z.string(),
  person: z.string(),
  year: z.number().int(),
  state: z.enum(talkStates),
  /** The day it is arranged for, or was held; null for later and not now. */
  day: day.nullable(),
  start: clock.nullable(),
  registeredBy: z.string(),
  registered: day,
  /** The person says that it is not so; it then counts as not held. */
  objected: z.boolean(),
});
export type DevelopmentTalk = z.infer<typeof developmentTalk>;
export const developmentTalkId = (person: string, year: number): string => `${person}/${year}`;

/** True where nothing is left to do about it this year, or it is arranged for a day that has not been. */
export const isArranged = ({ state, day: on, objected }: Pick<DevelopmentTalk, "state" | "day" | "objected">, today: string): boolean =>
  (state === "held" && !objected) || state === "notNow" || (state === "booked" && on !== null && on >= today);

/** Those whose talk is with a leader on a day, by name. */
export const withTalksOf = (leader: string, directory: Directory, today: Day): readonly Person[] =>
  directory.data.people.filter((p) => directory.leaderOf(p, today)?.id === leader).sort((a, b) => a.name.localeCompare(b.name, "nb"));
