import type { Outgoing } from "./records.ts";

/** Sends to a conversation that was kept. Refused means that it will never arrive; unknown, that it may have. */
export type Messenger = {
  send(reference: Readonly<Record<string, unknown>>, message: Outgoing): Promise<"sent" | "refused" | "unknown">;
};
