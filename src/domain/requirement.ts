/** What is required of whom: a competence, by role, by unit or of everyone; of each person, or of so many in each unit. */
import { z } from "zod";
import { level } from "./course.ts";
import type { Directory } from "./directory.ts";
import type { Position } from "./organisation.ts";
import { remembered } from "./remembered.ts";

/** The strictest first. */
export const sources = ["law", "plan", "local"] as const;

export const requirement = z.object({
  id: z.string(),
  competence: z.string(),
  /** A role, a unit with those below it, both together, or everyone where both are null. */
  role: z.string().nullable(),
  unit: z.string().nullable(),
  /** At least this, where the municipality uses levels; null is any. */
  level: level.nullable(),
  source: z.enum(sources),
  /** Months it is valid, warned at the lower and overdue at the upper; null never expires. */
  validity: z.object({ warnAfter: z.number().int().positive(), overdueAfter: z.number().int().positive() }).nullable(),
  /** How many in each unit need it, where not everyone does; null means every person concerned. */
  coverage: z.number().int().positive().nullable(),
});
export type Requirement = z.infer<typeof requirement>;

type Place = Pick<Position, "unit" | "role">;

/** Asked for the same few places again and again, of thousands of people. */
const placesOf = remembered((directory: Directory) =>
  remembered((all: readonly Requirement[]) => {
    const known = new Map<string, readonly Requirement[]>();
    return ({ unit, role }: Place): readonly Requirement[] => {
      const key = `${unit} ${role}`;
      const above = new Set(directory.above(unit).map((u) => u.id));
      const found =
        known.get(key) ??
        all.filter((r) => r.coverage === null && (r.role === null || r.role === role) && (r.unit === null || above.has(r.unit)));
      known.set(key, found);
      return found;
    };
  }),
);

/** The personal requirements that concern whoever has these positions, each once. */
export const requiredIn = (positions: readonly Place[], all: readonly Requirement[], directory: Directory): readonly Requirement[] => {
  const at = placesOf(directory)(all);
  const [only, ...more] = positions;
  if (only && more.length === 0) return at(only);
  return [...new Set(positions.flatMap(at))];
};
