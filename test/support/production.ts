/** Kompis in production mode as a process of its own, with an issuer and a connector here to play Microsoft. */
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openStore } from "../../src/store/lowdb.ts";
import { readSample } from "../../src/transfer/sample.ts";
import { APP, type Issuer } from "./issuer.ts";
import { type Bot, startBot } from "./process.ts";

/** The tenant of the sample municipality. */
export const tenant = "42569925-f61e-46e9-aa22-64acc8daa038";

/** A new folder that holds the sample municipality. */
export const productionFolder = async (): Promise<string> => {
  const folder = mkdtempSync(join(tmpdir(), "kompis-production-"));
  const store = await openStore(folder, () => new Date().toISOString());
  await store.commit(readSample("data/sample"));
  await store.close();
  return folder;
};

type Other = { readonly program?: string; readonly log?: string; readonly env?: Readonly<Record<string, string>> };

export const startProduction = (
  issuer: Issuer,
  connectorUrl: string,
  folder: string,
  { program = "productionBot.ts", log, env = {} }: Other = {},
): Promise<Bot> =>
  startBot({
    command: ["node", `test/support/${program}`, issuer.url, issuer.openId, connectorUrl],
    ...(log === undefined ? {} : { log }),
    env: {
      ...issuer.identity,
      HOST: "",
      KOMPIS_MODE: "production",
      KOMPIS_LOG: "warn",
      KOMPIS_DATA: folder,
      KOMPIS_MUNICIPALITY: "data/sample/municipality.json",
      MICROSOFT_APP_ID: APP,
      MICROSOFT_APP_TENANT_ID: tenant,
      MICROSOFT_APP_TYPE: "UserAssignedMSI",
      MICROSOFT_APP_PASSWORD: "",
      ...env,
    },
  });
