/**
 * Fills manifest.json and checks everything that goes into the app package. Microsoft's schema covers
 * the manifest; settings, languages and icons are checked here, because Teams refuses them only at upload.
 */
import { AppManifestUtils, type TeamsManifest } from "@microsoft/app-manifest";

export type Settings = { appId: string; publicUrl: string; version: string };
/** Takes the name of a file in appPackage/; rejects when there is none. */
export type Read = (name: string) => Promise<Uint8Array>;
/** Files by name, fit for use only when there are no problems. A problem is a sentence that says what to do. */
export type Package = { files: Record<string, Uint8Array>; problems: string[] };

type Json = null | boolean | number | string | Json[] | { [name: string]: Json };
/** What the schema says about the text at `key`; "" stands for the manifest as a whole. */
type Complaint = { key: string; problem: string };

const LANGUAGE_FILE = /^localizationInfo\.additionalLanguages\[\d+\]\.file$/;
/** The texts that Teams lets a language file replace, among those a bot has. */
const TRANSLATABLE = /^(name|description)\.(short|full)$|^bots\[0\]\.commandLists\[\d\]\.commands\[\d\]\.(title|description)$/;
const GUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;
const PUBLIC_HOST = /^[a-z\d-]+(\.[a-z\d-]+)+$/;
/** Teams refuses pre-releases such as 1.0.0-beta, though they are proper semver. */
const VERSION = /^(0|[1-9]\d*)(\.(0|[1-9]\d*)){2}$/;
const PNG_START = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

export async function buildPackage(settings: Settings, read: Read): Promise<Package> {
  const files: Package["files"] = {};
  const problems = checkSettings(settings);
  if (problems.length > 0) return { files, problems };

  const load = async (name: string): Promise<Uint8Array | undefined> => {
    try {
      files[name] = await read(name);
    } catch {
      problems.push(`"${name}" cannot be read: put the file into appPackage/, or correct its name in manifest.json.`);
    }
    return files[name];
  };
  const loadJson = async (name: string): Promise<Json | undefined> => {
    const bytes = await load(name);
    try {
      return bytes && (JSON.parse(new TextDecoder().decode(bytes)) as Json);
    } catch (error) {
      problems.push(`"${name}" is not valid JSON (${reason(error)}): correct it there.`);
    }
    return undefined;
  };

  const template = await loadJson("manifest.json");
  if (template === undefined) return { files, problems };
  const manifest = fill(template, settings, problems);
  files["manifest.json"] = new TextEncoder().encode(`${JSON.stringify(manifest, null, 2)}\n`);
  problems.push(...(await checkSchema("manifest.json", manifest)).map(({ problem }) => problem));

  const texts = new Map<string, string>();
  mapTexts(manifest, (text, key) => {
    texts.set(key, text);
    return text;
  });
  for (const [key, name] of texts) {
    if (!LANGUAGE_FILE.test(key)) continue;
    const language = await loadJson(name);
    if (language !== undefined) problems.push(...(await checkLanguage(name, language, manifest, texts)));
  }
  for (const [kind, size] of [
    ["color", 192],
    ["outline", 32],
  ] as const) {
    const name = texts.get(`icons.${kind}`);
    const png = name && (await load(name));
    if (png) problems.push(...checkIcon(name, Buffer.from(png), size, kind === "outline"));
  }
  return { files, problems };
}

function checkSettings({ appId, publicUrl, version }: Settings): string[] {
  const problems: string[] = [];
  if (!GUID.test(appId))
    problems.push(`MICROSOFT_APP_ID is "${appId}", which is not a GUID: copy the bot's application (client) id from Microsoft Entra.`);
  const url = URL.canParse(publicUrl) ? new URL(publicUrl) : undefined;
  if (url?.protocol !== "https:" || !PUBLIC_HOST.test(url.hostname) || url.username || url.search || url.hash)
    problems.push(
      `KOMPIS_PUBLIC_URL is "${publicUrl}", which Teams cannot open: give a public https address, such as https://kompis.example.no.`,
    );
  if (!VERSION.test(version))
    problems.push(`KOMPIS_MANIFEST_VERSION is "${version}", which Teams refuses: give three numbers, such as 0.1.0.`);
  return problems;
}

/** Fills the parsed tree, never the text of the file, so that no value can break the JSON. */
function fill(template: Json, { appId, publicUrl, version }: Settings, problems: string[]): Json {
  const url = new URL(publicUrl);
  const values = new Map([
    ["APP_ID", appId],
    ["VERSION", version],
    ["PUBLIC_URL", url.href.replace(/\/+$/, "")],
    ["PUBLIC_HOST", url.host],
  ]);
  return mapTexts(template, (text, key) =>
    text.replace(/\$\{\{(.*?)\}\}/g, (hole, name: string) => {
      const value = values.get(name);
      if (value === undefined)
        problems.push(`manifest.json: ${key} holds "${hole}", which nothing fills: use ${[...values.keys()].join(", ")}.`);
      return value ?? hole;
    }),
  );
}

/** Microsoft's own schema for the version that `$schema` names; the library brings it along, so this works offline. */
async function checkSchema(file: string, manifest: Json): Promise<Complaint[]> {
  try {
    const found = await AppManifestUtils.validateAgainstSchema(manifest as unknown as TeamsManifest);
    return found.map((message) => explain(file, manifest, message));
  } catch (error) {
    return [{ key: "", problem: `${file}: "$schema" leads to no schema (${reason(error)}): name a released one.` }];
  }
}

/** Makes `/description/short must NOT have more than 80 characters. Details: {…}` a sentence that quotes the text. */
function explain(file: string, manifest: Json, message: string): Complaint {
  const [, path = "", rule = message, details = ""] = /^(\S*) (.*)\. Details: (.*)$/s.exec(message) ?? [];
  const steps = path.split("/").slice(1);
  const key = steps.reduce(keyOf, "");
  const value = steps.reduce<Json | undefined>((at, step) => (at as { [name: string]: Json } | undefined)?.[step], manifest);
  const shown = typeof value === "string" && value.length > 60 ? `${value.slice(0, 60)}…` : value;
  const length = typeof value === "string" ? ` (${value.length} characters)` : "";
  const subject =
    typeof shown === "object" || shown === undefined ? key || "the manifest" : `${key} is ${JSON.stringify(shown)}${length} and`;
  // The limit is in the rule already; an allowed value or the name of an unknown field is not.
  const more = details.includes('"limit"') ? "" : ` ${details}`;
  return { key, problem: `${file}: ${subject} ${rule}${more}: change it there.` };
}

/** Every text is translated, nothing else is, and each translation is short enough for the place where it will stand. */
async function checkLanguage(file: string, language: Json, manifest: Json, texts: Map<string, string>): Promise<string[]> {
  const problems: string[] = [];
  const translations = new Map<string, string>();
  for (const [key, text] of Object.entries(language ?? {})) {
    if (typeof text === "string" && text.trim()) translations.set(key, text);
    if (key !== "$schema" && !(TRANSLATABLE.test(key) && texts.has(key)))
      problems.push(`${file}: "${key}" is no text that manifest.json lets you translate: correct the key, or remove it.`);
  }
  for (const [key, text] of texts)
    if (TRANSLATABLE.test(key) && !translations.has(key))
      problems.push(`${file}: "${key}" is missing: add a translation of "${text.split("\n")[0]}".`);
  const translated = mapTexts(manifest, (text, key) => (TRANSLATABLE.test(key) && translations.get(key)) || text);
  for (const { key, problem } of await checkSchema(file, translated)) if (TRANSLATABLE.test(key)) problems.push(problem);
  return problems;
}

function checkIcon(file: string, png: Buffer, size: number, transparent: boolean): string[] {
  if (!png.subarray(0, 8).equals(PNG_START) || png.length < 26) return [`"${file}" is not a PNG: save it as one.`];
  const [width, height, colourType] = [png.readUInt32BE(16), png.readUInt32BE(20), png.readUInt8(25)];
  const problems: string[] = [];
  if (width !== size || height !== size)
    problems.push(`"${file}" is ${width} × ${height} pixels, and Teams wants ${size} × ${size}: draw it in that size.`);
  // Bit 2 of the colour type is an alpha channel; a palette may carry its own in a tRNS chunk.
  if (transparent && !(colourType & 4) && !png.includes("tRNS"))
    problems.push(`"${file}" has no transparency (PNG colour type ${colourType}): save it white on a transparent background.`);
  return problems;
}

/** A copy in which `change` has seen every text, with its key as language files write it: `bots[0].botId`. */
function mapTexts(value: Json, change: (text: string, key: string) => string, key = ""): Json {
  if (typeof value === "string") return change(value, key);
  if (value === null || typeof value !== "object") return value;
  if (Array.isArray(value)) return value.map((item, index) => mapTexts(item, change, keyOf(key, String(index))));
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, mapTexts(item, change, keyOf(key, name))]));
}

function keyOf(parent: string, step: string): string {
  return /^\d+$/.test(step) ? `${parent}[${step}]` : parent ? `${parent}.${step}` : step;
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
