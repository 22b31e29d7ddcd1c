/** A process of its own that does nothing but deliver what lies in a store, until it is told to stop or is killed. */
import { pino } from "pino";
import { readConfig } from "../../src/config.ts";
import { newSender } from "../../src/delivery/sender.ts";
import { newAdapter } from "../../src/teams/adapter.ts";
import { newMessenger } from "../../src/teams/messenger.ts";
import { platformOf } from "../../src/teams/platform.ts";
import { openAt } from "./stores.ts";

const [address = "", owner = ""] = process.argv.slice(2);
const config = readConfig({});
const store = await openAt(address);
const messenger = newMessenger(newAdapter(config.app, platformOf(config)), "");
const sender = newSender({ store, messenger, log: pino({ level: "error" }, pino.destination(2)), owner });
sender.wake();
setInterval(() => sender.wake("pending"), 1000);
process.stdout.write("at work\n");
process.once(
  "SIGTERM",
  () =>
    void sender
      .stop()
      .then(store.close)
      .then(() => process.exit(0)),
);
