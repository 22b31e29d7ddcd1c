/** What is kept of whom, why, and for how long, as HR has settled it. Names are in each language; the sentences are in the municipality's. */
import { z } from "zod";
import { inAnyLanguage } from "../domain/language.ts";
import { type Kind, kinds, type List, lists } from "./store.ts";

/** Parts of a kind that are kept otherwise than the rest of it. */
const parts = ["training.onlyMe", "measure.draft"] as const;
export type Retained = Kind | List | (typeof parts)[number];
const retained = [...Object.keys(kinds), ...Object.keys(lists), ...parts] as Retained[];

const row = z.strictObject({
  what: inAnyLanguage,
  /** What is the person's alone goes when they ask for it; what the employer must keep is asked of HR. */
  owner: z.enum(["person", "employer"]),
  why: z.string().min(1),
  /** The legal basis in everyday words. */
  basis: z.string().min(1),
  howLong: z.string().min(1),
  /** Whole days after it was last of use, when it is deleted by itself; null where a person does that, or nobody. */
  days: z.number().int().nonnegative().nullable(),
  afterwards: z.string().min(1),
});
export const retention = z.record(z.enum(retained), row);
export type Retention = z.infer<typeof retention>;

/** The row that a record belongs under. */
export const retainedAs = (kind: Kind, value: object): Retained =>
  kind === "training" && "onlyMe" in value && value.onlyMe === true
    ? "training.onlyMe"
    : kind === "measure" && "status" in value && value.status === "draft"
      ? "measure.draft"
      : kind;
