/** The store in PostgreSQL: the promises of every store, and what only a database behind a network can break. */
import { afterAll, beforeAll } from "vitest";
import { openPostgres } from "../src/store/postgres.ts";
import { promises } from "./store.contract.ts";
import { startPostgres, type TestPostgres } from "./support/postgres.ts";

let postgres: TestPostgres;
/** A database with today's schema and nothing in it, to be copied. */
let empty: string;
beforeAll(async () => {
  postgres = await startPostgres();
  empty = await postgres.database();
  await (await openPostgres({ url: empty })).close();
}, 60_000);
afterAll(() => postgres?.end());

promises("PostgreSQL", () => {
  let url = "";
  let now: () => string;
  return {
    open: async (clock) => {
      now = clock;
      url = await postgres.database(empty);
      return openPostgres({ url, now });
    },
    reopen: () => openPostgres({ url, now }),
    end: async () => {},
  };
});
