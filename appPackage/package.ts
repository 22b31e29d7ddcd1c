/**
 * Builds the app package that an administrator uploads to Teams: `node appPackage/package.ts [version]`.
 *
 * Reads MICROSOFT_APP_ID, KOMPIS_PUBLIC_URL and KOMPIS_MANIFEST_VERSION (else the argument, else the version
 * of package.json, which `npm run` passes on). Writes appPackage/build/kompis.zip, or says what is wrong and exits 1.
 */
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { zipSync } from "fflate";
import { buildPackage, type Package } from "./manifest.ts";

const FOLDER = new URL("./", import.meta.url);
const TARGET = new URL("build/kompis.zip", FOLDER);

/** The same bytes for the same files, whatever the hour and the time zone. */
export function zipPackage(files: Package["files"]): Uint8Array {
  // fflate writes the local parts of the date, so the date is made from local parts.
  return zipSync(files, { level: 9, mtime: new Date(2000, 0, 1) });
}

async function main(): Promise<void> {
  const { env, argv } = process;
  const settings = {
    appId: env.MICROSOFT_APP_ID ?? "",
    publicUrl: env.KOMPIS_PUBLIC_URL ?? "",
    version: env.KOMPIS_MANIFEST_VERSION || argv[2] || env.npm_package_version || "",
  };
  const { files, problems } = await buildPackage(settings, (name) => readFile(new URL(name, FOLDER)));
  if (problems.length > 0) {
    for (const problem of problems) console.error(problem);
    process.exitCode = 1;
    return;
  }
  await mkdir(new URL("./", TARGET), { recursive: true });
  await writeFile(TARGET, zipPackage(files));
  console.log(`Wrote ${fileURLToPath(TARGET)}, version ${settings.version}, with ${Object.keys(files).join(", ")}.`);
}

if (import.meta.main) await main();
