import type { Outgoing, Refusal } from "./records.ts";

/**
 * What became of one attempt: it arrived, under this id where Teams gave one; it will never arrive; it did not, and may be tried again, after so many
 * milliseconds where Teams has said when; or nobody can say whether it did.
 */
export type Outcome =
  | "sent"
  | { readonly sent: string }
  | "unknown"
  | { readonly refused: Exclude<Refusal, "tooOld"> }
  | { readonly later: number | null };

/** True where it arrived. */
export const isSent = (outcome: Outcome): outcome is "sent" | { readonly sent: string } =>
  outcome === "sent" || (typeof outcome === "object" && "sent" in outcome);

export type Messenger = {
  /**
   * Sends to a conversation that was kept: one attempt, which is over when it answers. Does not throw.
   * @param instead the id of a message that it is to stand in the place of
   */
  send(reference: Readonly<Record<string, unknown>>, message: Outgoing, instead?: string): Promise<Outcome>;
};
