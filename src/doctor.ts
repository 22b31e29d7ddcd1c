/** Looks at everything that must be right before Kompis can work, and says in words what is not. */
import { constants, existsSync } from "node:fs";
import { access, readdir, statfs } from "node:fs/promises";
import { type Config, ConfigTrouble, clockOf, readConfig, secretDaysLeft } from "./config.ts";
import { StoreTrouble } from "./ports/store.ts";
import { storeFiles } from "./store/lowdb/opening.ts";
import { asideIn, placeOf } from "./store/open.ts";
import { newAdapter } from "./teams/adapter.ts";
import { platformOf } from "./teams/platform.ts";
import { FileTrouble, readMunicipality, readRetention, readYearWheel } from "./transfer/sample.ts";

type Finding = { readonly ok: boolean; readonly says: string };
const fine = (says: string): Finding => ({ ok: true, says });
const wrong = (says: string): Finding => ({ ok: false, says });

/** A secret that expires sooner than this many days should be renewed now. */
const soon = 30;
/** A clock further off than this many seconds makes Teams' tokens look forged. */
const drift = 120;

/** Less room than this many bytes may not be enough for the next snapshot. */
const little = 1024 ** 3;

/** The store is read as a backup reads it, so that a bot may be running. */
const store = async (config: Config): Promise<readonly Finding[]> => {
  const place = placeOf(config, clockOf(config));
  if (!config.database && !existsSync(config.data))
    return [
      config.local
        ? fine(`The data folder "${config.data}" does not exist yet; it is made at the first start.`)
        : wrong(`The data folder "${config.data}" does not exist. Set KOMPIS_DATA.`),
    ];
  try {
    let people = 0;
    for await (const entry of place.everything()) if ("k" in entry && entry.k === "person") people++;
    return [
      people > 0
        ? fine(`The store is ${place.says}; it can be read, and holds ${people} people.`)
        : wrong(`The store is ${place.says}, and holds no people. Import them with "kompis import people FILE".`),
      ...(await folder(config)),
    ];
  } catch (error) {
    if (error instanceof StoreTrouble) return [wrong(error.message)];
    throw error;
  }
};

/** What is to be said of the data folder itself. */
const folder = async ({ data, database }: Config): Promise<readonly Finding[]> => {
  const names = existsSync(data) ? await readdir(data) : [];
  if (database)
    return storeFiles(names).length === 0
      ? []
      : [
          wrong(
            `The data folder "${data}" holds a store too, which is not used and from which nothing is erased. Delete its files, or take DATABASE_URL away.`,
          ),
        ];
  const { bavail, bsize } = await statfs(data);
  const isWritable = await access(data, constants.W_OK).then(
    () => true,
    () => false,
  );
  const megabytes = Math.floor((bavail * bsize) / 1024 ** 2);
  return [
    ...(isWritable ? [] : [wrong(`The data folder "${data}" cannot be written to. Give the user who runs the bot the right to.`)]),
    ...(bavail * bsize >= little
      ? []
      : [wrong(`Only ${megabytes} MB are free where the data folder "${data}" lies. Make room: what does not fit is not saved.`)]),
    ...(existsSync(asideIn(data))
      ? [wrong(`A restore has set damaged files aside in "${asideIn(data)}". Delete them when they are no longer needed.`)]
      : []),
  ];
};

const municipality = (config: Config): Finding => {
  try {
    const { name, tenantId } = readMunicipality(config.municipality);
    if (!config.local && tenantId !== config.app.tenant)
      return wrong(
        `"${config.municipality}" says tenant "${tenantId}", but MICROSOFT_APP_TENANT_ID is "${config.app.tenant}". They must be the same.`,
      );
    return fine(`The municipality is ${name}.`);
  } catch (error) {
    if (error instanceof FileTrouble) return wrong(error.message);
    throw error;
  }
};

const retention = (config: Config): Finding => {
  try {
    readRetention(config.retention);
    readYearWheel(config.yearWheel);
    return fine(`What is kept, why and for how long stands in "${config.retention}".`);
  } catch (error) {
    if (error instanceof FileTrouble) return wrong(error.message);
    throw error;
  }
};

const secret = (config: Config): Finding => {
  if (config.local) return fine("Local mode needs no secret.");
  if (config.app.type === "UserAssignedMSI") return fine("A managed identity has no secret that expires.");
  const left = secretDaysLeft(config, clockOf(config)());
  if (left === undefined)
    return wrong(
      "MICROSOFT_APP_SECRET_EXPIRES is not set, so nobody is warned before the secret expires. Set it to the day shown in the app registration.",
    );
  if (left < 0)
    return wrong(`The client secret expired ${-left} days ago. Make a new one in the app registration and set MICROSOFT_APP_PASSWORD.`);
  return left < soon
    ? wrong(`The client secret expires in ${left} days. Make a new one now.`)
    : fine(`The client secret expires in ${left} days.`);
};

/** The token and the clock are only tried where there is somebody to ask. */
const token = async (config: Config): Promise<readonly Finding[]> => {
  const platform = platformOf(config);
  if (!platform.proof) return [fine("Local mode asks for no token.")];
  try {
    await newAdapter(config.app, platform).token();
    const answer = await fetch(platform.proof.openId, { signal: AbortSignal.timeout(5000) });
    const off = Math.round(Math.abs(Date.parse(answer.headers.get("date") ?? "") - Date.now()) / 1000);
    return [
      fine("A token could be fetched with the app id and secret."),
      off > drift ? wrong(`This machine's clock is ${off} seconds off. Set it by NTP.`) : fine("The clock is right."),
    ];
  } catch (error) {
    return [
      wrong(
        `No token could be fetched: ${error instanceof Error ? error.message : String(error)}. Check MICROSOFT_APP_ID, MICROSOFT_APP_PASSWORD, MICROSOFT_APP_TENANT_ID, and that this machine reaches the internet.`,
      ),
    ];
  }
};

const hostOf = (url: string) => new URL(url).host;
/** Nothing is said of a model where there is none. */
const model = async ({ model }: Config): Promise<readonly Finding[]> => {
  if (!model) return [];
  const { endpoint } = model;
  const where = `The language model at ${hostOf(endpoint.url)}`;
  // It brings a package with it that nobody else needs.
  const { tryOut } = await import("./model/open.ts");
  try {
    await tryOut(endpoint);
    return [fine(`${where} answers.`)];
  } catch (error) {
    const why = error instanceof Error && error.name === "Error" ? error.message : "it takes too long";
    const proof = endpoint.kind === "azure" && endpoint.key === undefined ? "the rights of the managed identity" : "the key";
    return [
      wrong(`${where} does not answer as it should: ${why}. Check its address, its name and ${proof}. Until then the rules answer alone.`),
    ];
  }
};

/** One line for each thing that was looked at. */
export const doctor = async (env: Readonly<Record<string, string | undefined>>): Promise<{ lines: string[]; ok: boolean }> => {
  let config: Config;
  try {
    config = readConfig(env);
  } catch (error) {
    if (error instanceof ConfigTrouble) return { lines: [`✗ ${error.message}`], ok: false };
    throw error;
  }
  const findings = [
    fine(`The settings fit together (${config.local ? "local" : "production"} mode).`),
    municipality(config),
    retention(config),
    ...(await store(config)),
    secret(config),
    ...(await token(config)),
    ...(await model(config)),
  ];
  return { lines: findings.map((f) => `${f.ok ? "✓" : "✗"} ${f.says}`), ok: findings.every((f) => f.ok) };
};
