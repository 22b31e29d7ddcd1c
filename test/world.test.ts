/** What every turn asks of the organisation: read once, read again when it has moved, and never stuck with a failure. */
import { expect, test } from "vitest";
import { catalogueOf } from "../src/catalogue/search.ts";
import { worldMoved, worldOver } from "../src/dialogue/world.ts";
import { NotSaved, type Store } from "../src/ports/store.ts";
import { openStore } from "../src/store/lowdb.ts";

test("a store that is away while the organisation is read does not keep it away", async () => {
  const store = await openStore(null, () => "2026-11-23T08:00:00Z");
  await store.commit([
    { put: "unit", value: { id: "top", name: "Kommunen", aliases: [], level: "municipality", parent: null } },
    await worldMoved(store),
  ]);
  let away = true;
  const find: Store["find"] = (...of) => (away ? Promise.reject(new NotSaved("The database is away.")) : store.find(...of));
  const world = worldOver({ ...store, find }, catalogueOf);
  await expect(world()).rejects.toThrow(NotSaved);
  away = false;
  expect((await world()).directory.unit("top")?.name).toBe("Kommunen");
});
