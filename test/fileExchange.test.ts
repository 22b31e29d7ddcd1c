/** Files between Teams, a browser and the bot: only from and to where Teams keeps them, only by the one they are for, only once. */

import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { TurnContext } from "botbuilder";
import { pino } from "pino";
import restify from "restify";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Store } from "../src/ports/store.ts";
import { openStore } from "../src/store/lowdb.ts";
import { answerConsent } from "../src/teams/fileConsent.ts";
import { fetchFileOver, putFileOver } from "../src/teams/fileHosts.ts";
import { uploadRoutes } from "../src/teams/uploads.ts";
import { two } from "./support/two.ts";

const now = "2026-11-23T08:00:00Z";
const put: Buffer[] = [];
/** Plays SharePoint: a file to fetch, one that is endless, one elsewhere, and a place to put one. */
const sharePoint = createServer((req, res) => {
  if (req.method === "PUT") {
    const parts: Buffer[] = [];
    req.on("data", (part: Buffer) => parts.push(part));
    req.on("end", () => {
      put.push(Buffer.concat(parts));
      res.end("");
    });
    return;
  }
  if (req.url === "/endless") {
    const more = setInterval(() => res.write(Buffer.alloc(1024 * 1024)), 1);
    res.on("close", () => clearInterval(more));
    return;
  }
  if (req.url === "/elsewhere") {
    res.writeHead(302, { location: "http://127.0.0.1:1/" });
    return void res.end("");
  }
  res.end("Kompetanse;Kilde");
});
const words = { here: "Her", how: "Velg", upload: "Last opp", done: "Mottatt", gone: "Borte", again: "Igjen" };
const server = restify.createServer({ name: "files", log: pino({ level: "silent" }), noWriteContinue: true });
let store: Store;
let [theirs, ours] = ["", ""];
beforeAll(async () => {
  store = await openStore(null, () => now);
  uploadRoutes(server, store, () => now, words);
  const portOf = async (one: { listen: (port: number, host: string, done: () => void) => unknown; address: () => unknown }) => {
    await new Promise<void>((done) => void one.listen(0, "127.0.0.1", done));
    return `http://127.0.0.1:${(one.address() as AddressInfo).port}`;
  };
  [theirs, ours] = [await portOf(sharePoint), await portOf(server as never)];
});
afterAll(() => {
  sharePoint.closeAllConnections();
  sharePoint.close();
  server.close(() => {});
});

describe("an address", () => {
  test("of this machine is for local mode alone, and redirects lead nowhere", async () => {
    expect(await fetchFileOver(true)(`${theirs}/krav.csv`)).toEqual({ bytes: Buffer.from("Kompetanse;Kilde") });
    expect(await fetchFileOver(false)(`${theirs}/krav.csv`)).toBe("failed");
    expect(await fetchFileOver(true)(`${theirs}/elsewhere`)).toBe("failed");
  });
  test("that never ends is left at the limit", async () => {
    expect(await fetchFileOver(true)(`${theirs}/endless`)).toBe("tooLarge");
  });
  test.each([
    "http://fjellvik.sharepoint.com/krav.csv",
    "https://sharepoint.com.evil.example/krav.csv",
    "https://evilsharepoint.com/krav.csv",
    "https://user@fjellvik.sharepoint.com/krav.csv",
    "https://fjellvik.sharepoint.com:8443/krav.csv",
    "https://169.254.169.254/latest",
    "file:///etc/passwd",
    "krav.csv",
  ])("such as %s is not asked", async (url) => {
    expect([await fetchFileOver(false)(url), await putFileOver(false)(url, Buffer.from("x"))]).toEqual(["failed", false]);
  });
});

describe("a file that is offered", () => {
  const [, owner] = two.person;
  const offered = { ...two.file[0], id: "offer", person: owner.id, text: "hei", encoding: "utf8" as const };
  const answer = async (action: string, from = owner.aadObjectId, uploadUrl = `${theirs}/put`) => {
    const said: unknown[] = [];
    const value = {
      action,
      context: { file: "offer" },
      uploadInfo: { uploadUrl, contentUrl: "https://x", name: "a", uniqueId: "u", fileType: "csv" },
    };
    const context = { activity: { value, from: { aadObjectId: from } }, sendActivity: async (one: unknown) => void said.push(one) };
    await answerConsent(context as unknown as TurnContext, store, () => "2026-11-23T08:00:00.000Z", putFileOver(true), {
      declined: "Slettet",
      gone: "Borte",
      failed: "Feil",
    });
    return JSON.stringify(said);
  };
  test("goes to the one it is for, once", async () => {
    await store.commit([
      { put: "person", value: { ...owner, aadObjectId: "aad-owner" } },
      { put: "file", value: offered },
    ]);
    expect(await answer("accept", "aad-other")).toContain("Borte");
    expect(await answer("accept", "aad-owner", "https://evil.example/put")).toContain("Feil");
    expect(await answer("accept", "AAD-OWNER")).toContain("file.info");
    expect(put.map(String)).toEqual(["hei"]);
    expect(await answer("accept", "aad-owner")).toContain("Borte");
  });
  test("is deleted when it is declined", async () => {
    await store.commit([{ put: "file", value: offered }]);
    expect(await answer("decline", "aad-owner")).toContain("Slettet");
    expect(await store.get("file", "offer")).toBeUndefined();
  });
});

describe("the page for uploading", () => {
  const expected = { ...two.received[0], id: "up", bytes: null, expires: "2026-11-23T09:00:00Z" };
  const upload = (id: string, content: string) => {
    const form = new FormData();
    form.set("file", new File([content], "krav.csv"));
    return fetch(`${ours}/upload/${id}`, { method: "POST", body: form });
  };
  test("takes one file, and is gone after", async () => {
    await store.commit([{ put: "received", value: expected }]);
    expect((await fetch(`${ours}/upload/up`)).status).toBe(200);
    expect((await upload("up", "")).status).toBe(400);
    expect((await upload("up", "a;b")).status).toBe(200);
    const kept = (await store.get("received", "up"))?.value;
    expect([kept?.name, Buffer.from(kept?.bytes ?? "", "base64").toString()]).toEqual(["krav.csv", "a;b"]);
    expect((await upload("up", "c;d")).status).toBe(404);
    expect((await fetch(`${ours}/upload/up`)).status).toBe(404);
  });
  test("knows no other address, and none that is over", async () => {
    await store.commit([{ put: "received", value: { ...expected, id: "old", expires: "2026-11-23T07:00:00Z" } }]);
    for (const id of ["old", "nothing", "__proto__"]) expect((await upload(id, "a;b")).status).toBe(404);
  });
});
