/** Sends notices to people who did not just write: one at a time, one attempt each. Those without a chat wait until they have one. */
import type { Logger } from "pino";
import type { Messenger } from "../ports/messenger.ts";
import type { Kept, Store } from "../ports/store.ts";

export const newSender = (store: Store, messenger: Messenger, log: Logger) => {
  let running: Promise<void> | null = null;
  let again = false;

  const one = async ({ value, revision }: Kept<"notice">): Promise<void> => {
    const address = await store.get("address", value.to);
    if (!address) {
      if (value.state === "pending") await store.commit([{ put: "notice", value: { ...value, state: "waiting" }, at: revision }]);
      return;
    }
    if ((await store.commit([{ put: "notice", value: { ...value, state: "sending" }, at: revision }])) !== "done") return;
    const how = await messenger.send(address.value.reference, value.message);
    log.info({ event: "notice.sent", id: value.id, how }, "a notice left");
    await store.commit(how === "sent" ? [{ remove: "notice", id: value.id }] : [{ put: "notice", value: { ...value, state: how } }]);
  };

  const run = async () => {
    do {
      again = false;
      for (const state of ["pending", "waiting"]) for (const kept of await store.find("notice", { state })) await one(kept);
    } while (again);
    running = null;
  };

  return {
    /** Sends what can be sent now. */
    wake: (): void => {
      again = true;
      running ??= run().catch((error) => {
        running = null;
        log.error({ event: "delivery.failed", err: error }, "sending stopped");
      });
    },
    idle: async (): Promise<void> => void (await running),
  };
};
