/** "Det var ikke førstehjelp, det var HLR", "nei, ikke Lillian, Tore": one value in the place of another, in whatever field it stands. */
import { fold } from "../domain/words.ts";
import type { Command, Fill } from "../ports/command.ts";
import type { FieldKind, Heard } from "../ports/understanding.ts";
import { read } from "./read.ts";
import { spelled } from "./tokens.ts";

const correction = spelled(
  /^(?:(?:nei|neida|oi|vent|men|no|sorry|beklager)[\s,.:–-]+)*(?:[\p{L}]+ )?(?:[\p{L}]+ )?(?:ikke|ikkje|itj|ikkj|not)\s+([^,]{1,80}?)(?:\s*,\s*(?:men|bare|kun|but)\b|\s*,|\s+(?:men|but)\b)\s*(?:(?:det (?:var|er|koster|skal være)|bare|kun|it (?:was|is)|heller)\s+)*([^,]{1,80})$/iu,
);
/** A sentence in place of a value is no value. */
const clause = spelled(/\b(?:jeg|eg|vi|me|de|dei|hun|ho|han|kom|kan|må|skal|vil|har|er|we|they|she|he)\b/iu);

const words = (value: Fill[string]): string =>
  typeof value === "string"
    ? value
    : value && typeof value === "object"
      ? Object.values(value)
          .filter((v) => typeof v === "string")
          .join(" ")
      : "";

/** Says the same, as far as the second says anything. */
const holds = (whole: unknown, part: unknown): boolean =>
  part === null ||
  whole === part ||
  (typeof whole === "object" &&
    typeof part === "object" &&
    whole !== null &&
    Object.entries(part).every(([key, value]) => holds(Reflect.get(whole, key), value)));

/** The kinds whose words are somebody's or something's name: a part of it is enough to know it by. */
const named: readonly FieldKind[] = ["title", "person", "people", "provider"];
/** The kinds that are read from a form of their own; the others are compared by their words. */
const formed: readonly FieldKind[] = ["period", "taken", "economy", "extent"];

export const insteadOf = (heard: Heard, { fields, answers }: NonNullable<Heard["running"]>): Command | undefined => {
  const [, before, after] = correction.exec(heard.text.trim().replace(/[.!]+$/, "")) ?? [];
  if (!before || !after || clause.test(before) || clause.test(after)) return undefined;
  for (const [name, { kind }] of Object.entries(fields)) {
    const known = answers[name];
    if (known === undefined || known === null) continue;
    const was = read({ kind }, before, heard);
    const isMeant = formed.includes(kind)
      ? "value" in was && holds(known, was.value)
      : named.includes(kind)
        ? ` ${fold(words(known))} `.includes(` ${fold(before)} `)
        : fold(words(known)) === fold(before);
    const now = isMeant ? read({ kind }, after, heard) : undefined;
    if (now && "value" in now) return { do: "fill", fill: { [name]: now.value } };
  }
  return undefined;
};
