/** Sends notices to people who did not just write: one at a time, one attempt each. Those without a chat wait until they have one. */
import type { Logger } from "pino";
import type { Messenger } from "../ports/messenger.ts";
import type { Kept, Store } from "../ports/store.ts";

/** A notice that may or may not have arrived is sent again this often: twice told is better than not told. */
const mostAttempts = 3;

export const newSender = (store: Store, messenger: Messenger, log: Logger) => {
  let running: Promise<void> | null = null;
  let again = false;

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
    await store.commit([how === "sent" ? { remove: "notice", id: value.id } : { put: "notice", value: { ...trying, state } }]);
    return how === "unknown";
  };

  const run = async () => {
    do {
      again = false;
      for (const state of ["pending", "waiting"]) for (const kept of await store.find("notice", { state })) if (await one(kept)) return;
    } while (again);
  };

  return {
    /** Sends what can be sent now. */
    wake: (): void => {
      again = true;
      running ??= run()
        .catch((error) => log.error({ event: "delivery.failed", err: error }, "sending stopped"))
        .finally(() => {
          running = null;
        });
    },
    /** What a stop left half sent is taken up again. */
    takeUp: async (): Promise<void> => {
      for (const { value } of await store.find("notice", { state: "sending" }))
        await store.commit([{ put: "notice", value: { ...value, state: "pending" } }]);
    },
    idle: async (): Promise<void> => void (await running),
  };
};
