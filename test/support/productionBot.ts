/** Kompis in production mode, whole but for where Teams is. No setting can do this to a bot that is started as it should be. */
import { readConfig } from "../../src/config.ts";
import { giveUp, start, stopOnSignal } from "../../src/main.ts";
import { servedBy } from "../../src/teams/platform.ts";

const [issuer = "", openId = "", connector = ""] = process.argv.slice(2);
try {
  const running = await start(readConfig(process.env), servedBy([connector], { proof: { issuer, openId }, sdk: {} }));
  stopOnSignal(running.stop);
} catch (error) {
  giveUp(error);
}
