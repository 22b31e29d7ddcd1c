/** The Playground is peopled from the sample: whoever writes there is somebody the bot knows. */
import { expect, test } from "vitest";
import { around, playgroundConfig } from "../src/playground.ts";
import { readMunicipality, readPlayed } from "../src/transfer/sample.ts";

test("the Playground has the sample's people, tenant and team", () => {
  const people = readPlayed("data/sample");
  const municipality = readMunicipality("data/sample/municipality.json");
  const config = playgroundConfig(people, municipality, around);
  const shown = [config.currentUser, ...config.users];
  expect(shown.map((u) => [u?.name, u?.aadObjectId, u?.email])).toEqual(people.map((p) => [p.name, p.aadObjectId, p.email]));
  expect(shown.every((u) => u?.aadObjectId && u.email && `${u.givenName} ${u.surname}` === u.name)).toBe(true);
  expect(config.users).toHaveLength(5);
  expect(config.tenantId).toBe(municipality.tenantId);
  expect(config.team.channels).toEqual([around.team.channel]);
});
