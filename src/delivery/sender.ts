/**
 * Sends notices to people who did not just write: one at a time over all replicas, one attempt each. Those without a chat
 * wait until they have one.
 */
import type { Logger } from "pino";
import type { Messenger } from "../ports/messenger.ts";
import type { Kept, Store } from "../ports/store.ts";

/** A notice that may or may not have arrived is sent again this often: twice told is better than not told. */
const mostAttempts = 3;
/** Longer than one attempt can take; milliseconds. */
const leaseTime = 30_000;

type Around = {
  readonly store: Store;
  readonly messenger: Messenger;
  readonly log: Logger;
  /** This process, among the replicas. */
  readonly owner: string;
};

export const newSender = ({ store, messenger, log, owner }: Around) => {
  let running: Promise<void> | null = null;
  let wanted: "all" | "pending" | null = null;
  let stopped = false;

  /** True when the connector could not be reached, so that the rest waits for the next time. */
  const one = async ({ value, revision }: Kept<"notice">): Promise<boolean> => {
    const address = await store.get("address", value.to);
    if (!address) {
      if (value.state === "pending") await store.commit([{ put: "notice", value: { ...value, state: "waiting" }, at: revision }]);
      return false;
    }
    const trying = { ...value, attempts: value.attempts + 1, state: "sending" } as const;
    if ((await store.commit([{ put: "notice", value: trying, at: revision }])) !== "done") return false;
    const how = await messenger.send(address.value.reference, value.message);
    log.info({ event: "notice.sent", id: value.id, how }, "a notice left");
    const state = how === "unknown" && trying.attempts < mostAttempts ? "pending" : how;
    // Where it was erased meanwhile, it stays so.
    const at = revision + 1;
    await store.commit([how === "sent" ? { remove: "notice", id: value.id } : { put: "notice", value: { ...trying, state }, at }]);
    return how === "unknown";
  };

  const rounds = async (): Promise<void> => {
    // Whoever holds the lease is the only one who sends: what is being sent was left by one who is gone.
    for (const { value, revision } of await store.find("notice", { state: "sending" }))
      await store.commit([{ put: "notice", value: { ...value, state: "pending" }, at: revision }]);
    while (wanted) {
      const states = wanted === "all" ? ["pending", "waiting"] : ["pending"];
      wanted = null;
      for (const state of states)
        for (const kept of await store.find("notice", { state })) {
          if (stopped || !(await store.lease("delivery", owner, leaseTime))) return;
          if (await one(kept)) return;
        }
    }
  };

  const run = async (): Promise<void> => {
    if (!(await store.lease("delivery", owner, leaseTime))) return;
    try {
      await rounds();
    } finally {
      await store.release("delivery", owner);
    }
  };

  return {
    /** Sends what can be sent now; of those who wait for a chat only where one may have come. */
    wake: (which: "all" | "pending" = "all"): void => {
      wanted = wanted === "all" ? "all" : which;
      running ??= run()
        .catch((error) => log.error({ event: "delivery.failed", err: error }, "sending stopped"))
        .finally(() => {
          running = null;
        });
    },
    /** Ends with the message that is being sent. */
    stop: async (): Promise<void> => {
      stopped = true;
      await running;
    },
  };
};
