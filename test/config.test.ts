/** The settings: what is understood, what is refused and in which words, and that a secret is never quoted. */
import { describe, expect, test } from "vitest";
import { ConfigTrouble, clockOf, readConfig, secretDaysLeft } from "../src/config.ts";

const id = "5f1d3c0a-8a55-4c3e-9d6b-2f0e7a1b9c4d";
const production = {
  KOMPIS_MODE: "production",
  MICROSOFT_APP_ID: id,
  MICROSOFT_APP_TENANT_ID: id,
  MICROSOFT_APP_PASSWORD: "hemmelig",
};
const trouble = (env: Readonly<Record<string, string | undefined>>): string => {
  try {
    readConfig(env);
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigTrouble);
    return error instanceof Error ? error.message : "";
  }
  return "";
};

test("nothing set is local mode on this machine alone", () => {
  expect(readConfig({})).toMatchObject({
    port: 3978,
    host: "127.0.0.1",
    local: true,
    data: "data/local",
    sample: "data/sample",
    municipality: "data/sample/municipality.json",
    log: "info",
    app: { id: "", type: "SingleTenant" },
  });
});

test("what is set to nothing counts as not set", () => {
  const names = [
    "PORT",
    "HOST",
    "KOMPIS_MODE",
    "KOMPIS_DATA",
    "DATABASE_URL",
    "KOMPIS_LOG",
    "KOMPIS_NOW",
    "KOMPIS_PUBLIC_URL",
    "KOMPIS_MESSAGES_PER_SECOND",
    "MICROSOFT_APP_ID",
    "MICROSOFT_APP_TYPE",
  ];
  expect(readConfig(Object.fromEntries(names.map((name) => [name, ""])))).toEqual(readConfig({}));
});

test("production with an id, a tenant and a secret or a managed identity", () => {
  expect(readConfig({ ...production, HOST: "0.0.0.0", KOMPIS_DATA: "/data" })).toMatchObject({
    local: false,
    host: "0.0.0.0",
    municipality: "/data/municipality.json",
    app: { id, password: "hemmelig", tenant: id },
  });
  const managed = { ...production, MICROSOFT_APP_PASSWORD: "", MICROSOFT_APP_TYPE: "UserAssignedMSI" };
  expect(readConfig(managed).app).toMatchObject({ type: "UserAssignedMSI", password: undefined });
});

describe("refused, with the name of the setting in one sentence or two", () => {
  const cases: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
    ["PORT", { PORT: "0" }],
    ["PORT", { PORT: "65536" }],
    ["PORT", { PORT: "3978x" }],
    ["PORT", { PORT: "-1" }],
    ["KOMPIS_MODE", { KOMPIS_MODE: "prod" }],
    ["KOMPIS_LOG", { KOMPIS_LOG: "loud" }],
    ["KOMPIS_NOW", { KOMPIS_NOW: "i morgen" }],
    ["KOMPIS_NOW", { KOMPIS_NOW: "2026-04-31T08:00:00Z" }],
    ["KOMPIS_NOW", { ...production, KOMPIS_NOW: "2026-11-23T08:00:00Z" }],
    ["KOMPIS_PUBLIC_URL", { KOMPIS_PUBLIC_URL: "http://kompis.example.no" }],
    ["HOST", { HOST: "0.0.0.0" }],
    ["HOST", { HOST: "::" }],
    ["HOST", { HOST: "192.168.1.5" }],
    ["DATABASE_URL", { DATABASE_URL: "mysql://kompis:hemmelig@db/kompis" }],
    ["DATABASE_URL", { DATABASE_URL: "kompis:hemmelig@db" }],
    ["MICROSOFT_APP_ID", { MICROSOFT_APP_ID: "kompis" }],
    ["MICROSOFT_APP_ID", { MICROSOFT_APP_ID: id }],
    ["MICROSOFT_APP_ID", { ...production, MICROSOFT_APP_ID: "" }],
    ["MICROSOFT_APP_TENANT_ID", { ...production, MICROSOFT_APP_TENANT_ID: "" }],
    ["MICROSOFT_APP_PASSWORD", { ...production, MICROSOFT_APP_PASSWORD: "" }],
    ["MICROSOFT_APP_PASSWORD", { ...production, MICROSOFT_APP_TYPE: "UserAssignedMSI" }],
    ["KOMPIS_MESSAGES_PER_SECOND", { KOMPIS_MESSAGES_PER_SECOND: "0" }],
    ["KOMPIS_MESSAGES_PER_SECOND", { KOMPIS_MESSAGES_PER_SECOND: "51" }],
    ["MICROSOFT_APP_TYPE", { ...production, MICROSOFT_APP_TYPE: "MultiTenant" }],
    ["MICROSOFT_APP_SECRET_EXPIRES", { MICROSOFT_APP_SECRET_EXPIRES: "31.05.2027" }],
    ["KOMPIS_MODEL ", { OPENAI_API_KEY: "hemmelig" }],
    ["KOMPIS_MODEL ", { KOMPIS_MODEL_URL: "https://models.example.no/v1" }],
    ["KOMPIS_MODEL_URL", { KOMPIS_MODEL_URL: "models.example.no", KOMPIS_MODEL: "m" }],
    ["KOMPIS_MODEL_URL", { KOMPIS_MODEL_URL: "http://models.example.no/v1", KOMPIS_MODEL: "m", OPENAI_API_KEY: "hemmelig" }],
    ["AZURE_OPENAI_ENDPOINT", { AZURE_OPENAI_ENDPOINT: "http://kompis.example", AZURE_OPENAI_DEPLOYMENT: "m" }],
    [
      "AZURE_OPENAI_ENDPOINT",
      { AZURE_OPENAI_ENDPOINT: "https://kompis.example", AZURE_OPENAI_DEPLOYMENT: "m", OPENAI_API_KEY: "hemmelig" },
    ],
    ["AZURE_OPENAI_DEPLOYMENT", { AZURE_OPENAI_ENDPOINT: "https://kompis.example", AZURE_OPENAI_API_KEY: "hemmelig" }],
    ["AZURE_CLIENT_ID", { AZURE_CLIENT_ID: "kompis" }],
    ["KOMPIS_MODEL_PER_DAY", { KOMPIS_MODEL_PER_DAY: "many" }],
    ["KOMPIS_MODEL_PRICE_IN", { KOMPIS_MODEL_PRICE_IN: "2,5" }],
  ];
  test.each(cases)("%s: %j", (name, env) => {
    const says = trouble(env);
    expect(says.startsWith(name)).toBe(true);
    expect(says).toMatch(/^[^\n]+\.$/);
    expect(says).not.toContain("hemmelig");
  });
});

describe("the language model", () => {
  const modelIn = (env: Readonly<Record<string, string>>) => readConfig(env).model;
  test("is none without a key or an address, whatever else is set", () => {
    expect(modelIn({ KOMPIS_MODEL: "m", AZURE_OPENAI_DEPLOYMENT: "m", KOMPIS_MODEL_PER_DAY: "9" })).toBeUndefined();
  });
  test("is OpenAI's, a compatible one, or a deployment in Azure", () => {
    expect(modelIn({ OPENAI_API_KEY: "k", KOMPIS_MODEL: "m" })).toEqual({
      endpoint: { kind: "openai", url: "https://api.openai.com/v1", key: "k", model: "m" },
      perDay: 50,
      prices: { in: undefined, out: undefined },
    });
    for (const url of ["https://models.example.no/v1", "http://127.0.0.1:8000/v1", "http://[::1]:8000/v1"])
      expect(modelIn({ KOMPIS_MODEL_URL: url, KOMPIS_MODEL: "m" })?.endpoint).toEqual({ kind: "openai", url, key: undefined, model: "m" });
    const azure = { AZURE_OPENAI_ENDPOINT: "https://kompis.openai.azure.com", AZURE_OPENAI_DEPLOYMENT: "d" };
    const managed = {
      ...azure,
      AZURE_CLIENT_ID: id,
      KOMPIS_MODEL_PER_DAY: "0",
      KOMPIS_MODEL_PRICE_IN: "2.5",
      KOMPIS_MODEL_PRICE_OUT: "10",
    };
    expect(modelIn(managed)).toEqual({
      endpoint: {
        kind: "azure",
        url: azure.AZURE_OPENAI_ENDPOINT,
        deployment: "d",
        version: "2024-10-21",
        key: undefined,
        identity: id,
      },
      perDay: 0,
      prices: { in: 2.5, out: 10 },
    });
    expect(modelIn({ ...azure, AZURE_OPENAI_API_KEY: "k", AZURE_OPENAI_API_VERSION: "v" })?.endpoint).toMatchObject({
      key: "k",
      version: "v",
    });
  });
});

test("the clock is the machine's, or starts where it was set and goes on", async () => {
  expect(Math.abs(Date.parse(clockOf({ now: undefined })()) - Date.now())).toBeLessThan(1000);
  const clock = clockOf({ now: "2026-11-23T09:00:00+01:00" });
  const first = clock();
  expect(Date.parse(first) - Date.parse("2026-11-23T08:00:00Z")).toBeLessThan(1000);
  await expect.poll(() => clock() > first).toBe(true);
});

test("the days until the secret expires are counted in Oslo", () => {
  const config = readConfig({ ...production, MICROSOFT_APP_SECRET_EXPIRES: "2027-05-31" });
  expect(secretDaysLeft(config, "2027-05-30T12:00:00Z")).toBe(1);
  expect(secretDaysLeft(config, "2027-05-30T22:30:00Z")).toBe(0);
  expect(secretDaysLeft(config, "2027-06-02T12:00:00Z")).toBe(-2);
  expect(secretDaysLeft(readConfig(production), "2027-05-30T12:00:00Z")).toBeUndefined();
});
