/** People, units, roles and who leads whom today. Rights are derived from here and from nowhere else. */
import { z } from "zod";
import { day } from "./day.ts";
import { inAnyLanguage, language } from "./language.ts";

export const unit = z.object({
  id: z.string(),
  name: z.string().min(1),
  /** What people call it besides the name: "heimetenesta", "hjemmesykepleien". */
  aliases: z.array(z.string()),
  parent: z.string().nullable(),
  level: z.enum(["municipality", "section", "unit", "department"]),
});
export type Unit = z.infer<typeof unit>;

export const role = z.object({
  id: z.string(),
  name: inAnyLanguage,
  /** What people write besides the name: "sjukepleiar", "spl". */
  aliases: z.array(z.string()),
});
export type Role = z.infer<typeof role>;

export const position = z.object({
  unit: z.string(),
  role: z.string(),
  percent: z.number().min(0).max(100),
  from: day,
  to: day.nullable(),
  /** True on the one position whose leader holds the development talk. */
  holdsTalk: z.boolean(),
});
export type Position = z.infer<typeof position>;

export const person = z.object({
  id: z.string(),
  name: z.string().min(1),
  /** Microsoft Entra object id; null until it is known, or for someone without an account. */
  aadObjectId: z.string().nullable(),
  /** Work e-mail or UPN in lower case; null for someone without an account. */
  email: z.string().nullable(),
  hasTeams: z.boolean(),
  /** HR and union representatives have rights that no position gives. */
  groups: z.array(z.enum(["hr", "union"])),
  /** What the person chose; null follows what the person writes and the municipality's setting. */
  language: language.nullable(),
  hired: day,
  positions: z.array(position),
});
export type Person = z.infer<typeof person>;

export const leadership = z.object({
  id: z.string(),
  person: z.string(),
  unit: z.string(),
  kind: z.enum(["leader", "acting", "deputy"]),
  from: day,
  to: day.nullable(),
});
export type Leadership = z.infer<typeof leadership>;

export type OrganisationData = {
  readonly units: readonly Unit[];
  readonly roles: readonly Role[];
  readonly people: readonly Person[];
  readonly leaderships: readonly Leadership[];
};
