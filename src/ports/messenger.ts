import type { Outgoing, Refusal } from "./records.ts";

/**
 * What became of one attempt: it arrived; it will never arrive; it did not, and may be tried again, after so many
 * milliseconds where Teams has said when; or nobody can say whether it did.
 */
export type Outcome = "sent" | "unknown" | { readonly refused: Exclude<Refusal, "tooOld"> } | { readonly later: number | null };

export type Messenger = {
  /** Sends to a conversation that was kept: one attempt, which is over when it answers. Does not throw. */
  send(reference: Readonly<Record<string, unknown>>, message: Outgoing): Promise<Outcome>;
};
