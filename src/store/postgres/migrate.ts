/** Brings a database to today's schema, one process at a time. */
import { Kysely, PostgresDialect } from "kysely";
import { Migrator } from "kysely/migration";
import pg from "pg";
import { StoreTrouble } from "../../ports/store.ts";
import { alone } from "./connections.ts";
import { migrations, schema } from "./migrations.ts";
import { addressOf, troubleOf } from "./trouble.ts";

type Migrations = typeof migrations;

/** The steps that were made; none where the schema is not there yet. */
const made = async (client: pg.Client): Promise<readonly string[]> => {
  const there = await client.query("select to_regclass($1) is not null as there", [`${schema}.kysely_migration`]);
  if (!there.rows[0].there) return [];
  const { rows } = await client.query<{ name: string }>(`select name from ${schema}.kysely_migration`);
  return rows.map(({ name }) => name);
};

/** What a server may be set to that would lose letters or commits. */
const check = async (client: pg.Client) => {
  const { rows } = await client.query(
    "select current_setting('server_encoding') as encoding, current_setting('synchronous_commit') as sync",
  );
  if (rows[0].encoding !== "UTF8")
    throw new StoreTrouble(
      `The database keeps text as ${rows[0].encoding}, which does not hold every letter. Create it with encoding UTF8.`,
    );
  if (rows[0].sync === "off")
    throw new StoreTrouble(
      "The database answers before a commit is on its disk (synchronous_commit is off). Set synchronous_commit to on.",
    );
};

/**
 * @throws StoreTrouble when the database cannot be reached or used, or when a newer release has been at work in it
 */
export const migrate = async (url: string, steps: Migrations = migrations): Promise<void> => {
  addressOf(url);
  try {
    const client = await alone(url);
    try {
      await check(client);
      const done = await made(client);
      const unknown = done.filter((name) => !(name in steps));
      if (unknown.length > 0)
        throw new StoreTrouble(
          `A newer release of Kompis has been at work in this database (it made "${unknown.join('", "')}"). Start that release, or restore a backup from before it.`,
        );
      if (done.length === Object.keys(steps).length) return;
    } finally {
      await client.end();
    }
    await takeSteps(url, steps);
  } catch (error) {
    throw troubleOf(url, error);
  }
};

const takeSteps = async (url: string, steps: Migrations) => {
  const pool = new pg.Pool({ connectionString: url, max: 1 });
  pool.on("connect", (client) => client.on("error", () => {}));
  pool.on("error", () => {});
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
  try {
    const provider = { getMigrations: async () => ({ ...steps }) };
    const { error } = await new Migrator({ db, provider, migrationTableSchema: schema }).migrateToLatest();
    if (error) throw error;
  } finally {
    await db.destroy();
  }
};
