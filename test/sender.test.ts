/** Notices to people who did not just write. */
import { pino } from "pino";
import { expect, test } from "vitest";
import { newSender } from "../src/delivery/sender.ts";
import { openStore } from "../src/store/lowdb.ts";

const now = "2026-11-23T08:00:00Z";

test("a notice that is erased while it is being sent does not come back", async () => {
  const store = await openStore(null, () => now);
  const value = { id: "1", to: "kari", created: now, message: { text: "Hei", card: null }, state: "pending", attempts: 0 } as const;
  await store.commit([
    { put: "notice", value },
    { put: "address", value: { person: "kari", reference: {} } },
  ]);
  const sending = Promise.withResolvers<void>();
  const messenger = {
    send: async () => {
      sending.resolve();
      await store.commit([{ remove: "notice", id: "1" }]);
      return "unknown" as const;
    },
  };
  const sender = newSender({ store, messenger, log: pino({ level: "silent" }), owner: "me" });
  sender.wake();
  await sending.promise;
  await sender.stop();
  expect(await store.find("notice")).toEqual([]);
});
