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
    ["MICROSOFT_APP_TYPE", { ...production, MICROSOFT_APP_TYPE: "MultiTenant" }],
    ["MICROSOFT_APP_SECRET_EXPIRES", { MICROSOFT_APP_SECRET_EXPIRES: "31.05.2027" }],
  ];
  test.each(cases)("%s: %j", (name, env) => {
    const says = trouble(env);
    expect(says.startsWith(name)).toBe(true);
    expect(says).toMatch(/^[^\n]+\.$/);
    expect(says).not.toContain("hemmelig");
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
