/** Where HR uploads a file from a browser: a page that is good for one file, known by an address that cannot be guessed. */
import type { IncomingMessage } from "node:http";
import type { Request, Response, Server } from "restify";
import type { Clock } from "../ports/clock.ts";
import { mostFileBytes } from "../ports/incoming.ts";
import type { Kept, Store } from "../ports/store.ts";
import { headers } from "./files.ts";
import { simplePage } from "./publicPages.ts";

type Words = { readonly [W in "here" | "how" | "upload" | "done" | "gone" | "again"]: string };

/** The whole body, or undefined where it is larger than that. */
const bodyOf = async (req: IncomingMessage): Promise<Buffer | undefined> => {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of req) {
    size += (part as Buffer).length;
    if (size > mostFileBytes) return undefined;
    parts.push(part as Buffer);
  }
  return Buffer.concat(parts);
};

export const uploadRoutes = (server: Server, store: Store, clock: Clock, words: Words): void => {
  const find = async (req: Request): Promise<Kept<"received"> | undefined> => {
    const id = /^\/upload\/([\w-]{1,100})$/.exec(req.url?.split("?")[0] ?? "")?.[1];
    const kept = id === undefined ? undefined : await store.get("received", id);
    return kept && kept.value.bytes === null && kept.value.expires > clock() ? kept : undefined;
  };
  const show = (res: Response, status: number, title: string, text: string, rest = "") => {
    res.writeHead(status, { ...headers, "content-type": "text/html; charset=utf-8", connection: "close" });
    res.end(simplePage(title, [text, ...(rest ? [rest] : [])]));
  };
  const form = `<form method="post" enctype="multipart/form-data"><input type="file" name="file" accept=".csv,.xlsx" required> <button>${words.upload}</button></form>`;

  server.get("/upload/:id", async (req, res) => {
    if (!(await find(req))) return show(res, 404, words.gone, words.again);
    show(res, 200, words.here, words.how, form);
  });

  server.post("/upload/:id", async (req, res) => {
    const kept = await find(req);
    if (!kept) return show(res, 404, words.gone, words.again);
    const body = await bodyOf(req);
    const type = req.headers["content-type"] ?? "";
    const sent =
      body &&
      (await new globalThis.Response(new Uint8Array(body), { headers: { "content-type": type } }).formData().catch(() => undefined));
    const file = sent?.get("file");
    if (!(file instanceof File) || file.size === 0) return show(res, 400, words.here, words.how, form);
    const bytes = Buffer.from(await file.arrayBuffer()).toString("base64");
    const value = { ...kept.value, name: file.name.slice(0, 200), bytes };
    if ((await store.commit([{ put: "received", value, at: kept.revision }])) !== "done") return show(res, 404, words.gone, words.again);
    show(res, 200, words.here, words.done);
  });
};
