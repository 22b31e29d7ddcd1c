import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { unzipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { buildPackage, type Read } from "./manifest.ts";
import { zipPackage } from "./package.ts";

const settings = {
  appId: "5f1d3c0a-8a55-4c3e-9d6b-2f0e7a1b9c4d",
  publicUrl: "https://kompis.example.no",
  version: "0.1.0",
};
const asShipped: Read = (name) => readFile(new URL(name, import.meta.url));
const script = fileURLToPath(new URL("package.ts", import.meta.url));

type Fields = Record<string, unknown>;

/** The files as shipped, but one of them changed. */
const withFile =
  (changed: string, change: (bytes: Buffer) => Uint8Array): Read =>
  async (name) =>
    name === changed ? change(Buffer.from(await asShipped(name))) : asShipped(name);
const withJson = (name: string, change: (fields: Fields) => void): Read =>
  withFile(name, (bytes) => {
    const fields = JSON.parse(bytes.toString()) as Fields;
    change(fields);
    return Buffer.from(JSON.stringify(fields));
  });
const problemsWith = async (read: Read) => (await buildPackage(settings, read)).problems;

describe("the package as shipped", () => {
  test("has no problems, and the zip holds exactly what Teams wants", async () => {
    const { files, problems } = await buildPackage(settings, asShipped);
    expect(problems).toEqual([]);
    const unzipped = unzipSync(zipPackage(files));
    expect(Object.keys(unzipped).sort()).toEqual(["color.png", "en.json", "manifest.json", "nn.json", "outline.png"]);
    expect(Buffer.from(unzipped["color.png"] ?? [])).toEqual(await asShipped("color.png"));
    expect(Buffer.from(unzipped["nn.json"] ?? [])).toEqual(await asShipped("nn.json"));
  });

  test("has every placeholder filled", async () => {
    const { files } = await buildPackage({ ...settings, publicUrl: "https://Kompis.example.no:8443/bot/" }, asShipped);
    const text = Buffer.from(files["manifest.json"] ?? []).toString();
    expect(text).not.toContain("${{");
    expect(JSON.parse(text)).toMatchObject({
      id: settings.appId,
      version: "0.1.0",
      developer: {
        websiteUrl: "https://kompis.example.no:8443/bot",
        privacyUrl: "https://kompis.example.no:8443/bot/privacy",
      },
      bots: [{ botId: settings.appId, scopes: ["personal", "team", "groupChat"] }],
      validDomains: ["kompis.example.no:8443"],
    });
  });

  test("zips to the same bytes in every time zone", async () => {
    const { files } = await buildPackage(settings, asShipped);
    const here = process.env.TZ;
    const zips = ["Europe/Oslo", "Pacific/Kiritimati", "America/Los_Angeles"].map((zone) => {
      process.env.TZ = zone;
      return Buffer.from(zipPackage(files)).toString("base64");
    });
    if (here === undefined) delete process.env.TZ;
    else process.env.TZ = here;
    expect(new Set(zips).size).toBe(1);
  });
});

describe("settings that Teams would refuse", () => {
  const cases: [string, Partial<typeof settings>, string][] = [
    [
      "an id that is no GUID",
      { appId: "kompis" },
      `MICROSOFT_APP_ID is "kompis", which is not a GUID: copy the bot's application (client) id from Microsoft Entra.`,
    ],
    ["no id", { appId: "" }, `MICROSOFT_APP_ID is "", which is not a GUID: copy the bot's application (client) id from Microsoft Entra.`],
    ...["http://kompis.example.no", "https://localhost", "https://*.example.no", "kompis.example.no", "https://kompis.example.no?a=b"].map(
      (publicUrl): [string, Partial<typeof settings>, string] => [
        publicUrl,
        { publicUrl },
        `KOMPIS_PUBLIC_URL is "${publicUrl}", which Teams cannot open: give a public https address, such as https://kompis.example.no.`,
      ],
    ),
    [
      "a pre-release",
      { version: "1.0.0-beta" },
      `KOMPIS_MANIFEST_VERSION is "1.0.0-beta", which Teams refuses: give three numbers, such as 0.1.0.`,
    ],
  ];
  test.each(cases)("%s", async (_, change, problem) => {
    expect((await buildPackage({ ...settings, ...change }, asShipped)).problems).toEqual([problem]);
  });
});

describe("texts", () => {
  const lastTitle = "bots[0].commandLists[1].commands[1].title";

  test("a missing translation", async () => {
    expect(await problemsWith(withJson("nn.json", (nn) => delete nn[lastTitle]))).toEqual([
      `nn.json: "${lastTitle}" is missing: add a translation of "Hva kan du gjøre?".`,
    ]);
  });

  test("a blank translation counts as missing", async () => {
    const [problem] = await problemsWith(withJson("en.json", (en) => (en["name.full"] = " ")));
    expect(problem).toContain(`en.json: "name.full" is missing`);
  });

  test.each(["bots[0].commandLists[1].commands[9].title", "developer.name"])("a translation of %s", async (key) => {
    expect(await problemsWith(withJson("en.json", (en) => (en[key] = "Something")))).toEqual([
      `en.json: "${key}" is no text that manifest.json lets you translate: correct the key, or remove it.`,
    ]);
  });

  test("a translation that is too long", async () => {
    expect(await problemsWith(withJson("en.json", (en) => (en["description.short"] = "x".repeat(81))))).toEqual([
      `en.json: description.short is "${"x".repeat(60)}…" (81 characters) and must NOT have more than 80 characters: change it there.`,
    ]);
  });

  test("a description in the manifest that is too long", async () => {
    const read = withJson("manifest.json", (manifest) => (manifest.description = { short: "x".repeat(81), full: "y".repeat(4001) }));
    expect(await problemsWith(read)).toEqual([
      expect.stringMatching(/^manifest\.json: description\.short is "x+…" \(81 characters\) and must NOT have more than 80 /),
      expect.stringMatching(/^manifest\.json: description\.full is "y+…" \(4001 characters\) and must NOT have more than 4000 /),
    ]);
  });
});

describe("files", () => {
  test("an icon of the wrong size", async () => {
    const read = withFile("color.png", (png) => {
      png.writeUInt32BE(96, 16);
      return png;
    });
    expect(await problemsWith(read)).toEqual([`"color.png" is 96 × 192 pixels, and Teams wants 192 × 192: draw it in that size.`]);
  });

  test("an outline without transparency", async () => {
    const read = withFile("outline.png", (png) => {
      png.writeUInt8(2, 25);
      return png;
    });
    expect(await problemsWith(read)).toEqual([
      `"outline.png" has no transparency (PNG colour type 2): save it white on a transparent background.`,
    ]);
  });

  test("an icon that is no PNG", async () => {
    expect(await problemsWith(withFile("outline.png", () => Buffer.from("<svg/>")))).toEqual([
      `"outline.png" is not a PNG: save it as one.`,
    ]);
  });

  test("a file that is not there", async () => {
    const read: Read = (name) => (name === "nn.json" ? Promise.reject(new Error("ENOENT")) : asShipped(name));
    expect(await problemsWith(read)).toEqual([
      `"nn.json" cannot be read: put the file into appPackage/, or correct its name in manifest.json.`,
    ]);
  });

  test("a language file that is no JSON", async () => {
    expect(await problemsWith(withFile("nn.json", () => Buffer.from("{")))).toEqual([
      expect.stringContaining(`"nn.json" is not valid JSON`),
    ]);
  });

  test("a placeholder that nothing fills", async () => {
    const read = withJson("manifest.json", (manifest) => (manifest.validDomains = [`\${{HOST}}`]));
    expect(await problemsWith(read)).toEqual([
      `manifest.json: validDomains[0] holds "\${{HOST}}", which nothing fills: use APP_ID, VERSION, PUBLIC_URL, PUBLIC_HOST.`,
    ]);
  });

  test("a field that the schema does not know", async () => {
    expect(await problemsWith(withJson("manifest.json", (manifest) => (manifest.nickname = "Kompis")))).toEqual([
      `manifest.json: the manifest must NOT have additional properties {"additionalProperty":"nickname"}: change it there.`,
    ]);
  });
});

test("the command says what is wrong and exits with 1", async () => {
  const env = {
    ...process.env,
    MICROSOFT_APP_ID: "kompis",
    KOMPIS_PUBLIC_URL: settings.publicUrl,
    KOMPIS_MANIFEST_VERSION: "",
  };
  const run = promisify(execFile)(process.execPath, [script, "0.1.0"], { env });
  await expect(run).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/^MICROSOFT_APP_ID is "kompis"[^\n]*\n$/),
  });
});
