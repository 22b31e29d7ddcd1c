/** Finds the button a person would press on a card, with the inputs as they stand. */
import { type BotActivity, field, isRecord } from "./protocol.ts";

/** Ready for `invoke`. */
export type Press = { verb: string; data: Record<string, unknown>; inputs: Record<string, string> };

/**
 * The first Action.Execute in the activity's adaptive cards whose data match, at any depth, with the pre-filled values
 * of the card's inputs (what is empty is left out, as Teams does). Undefined when there is none.
 */
export function findPress(activity: BotActivity, match: (data: Record<string, unknown>) => boolean): Press | undefined {
  for (const { contentType, content } of activity.attachments ?? []) {
    if (contentType !== "application/vnd.microsoft.card.adaptive") continue;
    const parts = [...walk(content)];
    for (const part of parts) {
      const data = isRecord(part.data) ? part.data : {};
      if (part.type !== "Action.Execute" || !match(data)) continue;
      const inputs = part.associatedInputs === "none" ? {} : Object.fromEntries(parts.flatMap(prefilled));
      return { verb: String(part.verb ?? ""), data, inputs };
    }
  }
  return undefined;
}

function prefilled(part: Record<string, unknown>): [string, string][] {
  const { type, id, value } = part;
  const isInput = typeof type === "string" && type.startsWith("Input.") && typeof id === "string";
  return isInput && value !== undefined && value !== null && value !== "" ? [[id, String(value)]] : [];
}

function* walk(value: unknown): Generator<Record<string, unknown>> {
  if (Array.isArray(value)) for (const item of value) yield* walk(item);
  else if (isRecord(value)) {
    yield value;
    for (const name of Object.keys(value)) if (name !== "data") yield* walk(field(value, name));
  }
}
