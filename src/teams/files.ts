/** What a person has asked for, fetched once: a page with a button, since programs that look at links must not use it up. */
import type { Request, Response, Server } from "restify";
import type { Clock } from "../ports/clock.ts";
import type { Kept, Store } from "../ports/store.ts";
import { simplePage } from "./publicPages.ts";

type Words = { readonly [W in "here" | "once" | "download" | "gone" | "again"]: string };

export const headers = {
  "cache-control": "no-store",
  "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
  "x-robots-tag": "noindex",
};

export const fileRoutes = (server: Server, store: Store, clock: Clock, words: Words): void => {
  const find = async (req: Request): Promise<Kept<"file"> | undefined> => {
    const id = /^\/files\/([\w-]{1,100})$/.exec(req.url?.split("?")[0] ?? "")?.[1];
    const kept = id === undefined ? undefined : await store.get("file", id);
    return kept && kept.value.expires > clock() ? kept : undefined;
  };
  const show = (res: Response, status: number, title: string, text: string, rest = "") => {
    res.writeHead(status, { ...headers, "content-type": "text/html; charset=utf-8" });
    res.end(simplePage(title, [text, ...(rest ? [rest] : [])]));
  };
  const gone = (res: Response) => show(res, 404, words.gone, words.again);

  server.get("/files/:id", async (req, res) => {
    if (!(await find(req))) return gone(res);
    show(res, 200, words.here, words.once, `<form method="post"><button>${words.download}</button></form>`);
  });

  server.post("/files/:id", async (req, res) => {
    const kept = await find(req);
    // Whoever takes it first has it; nobody gets what could not be taken away.
    if (!kept || (await store.commit([{ remove: "file", id: kept.value.id, at: kept.revision }])) !== "done") return gone(res);
    const { name, type, text, encoding } = kept.value;
    const body = Buffer.from(text, encoding);
    res.writeHead(200, {
      ...headers,
      "content-type": type,
      "content-length": body.length,
      "content-disposition": `attachment; filename="${name.replace(/[^\w.-]/g, "-")}"`,
      connection: "close",
    });
    res.end(body);
  });
};
