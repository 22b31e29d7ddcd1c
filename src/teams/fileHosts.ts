/** Files of Teams lie in SharePoint: fetched from there and put there, without a token of ours, and nowhere else. */
import { type Fetched, mostFileBytes } from "../ports/incoming.ts";

/** The clouds that Teams keeps files in. */
const hosts = [".sharepoint.com", ".sharepoint.us", ".sharepoint-mil.us", ".sharepoint.cn", ".sharepoint.de"];
const patience = 8000;

/** @param local a developer's own machine, where a connector that ships with the tests plays SharePoint */
const isTheirs = (url: string, local: boolean): boolean => {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname, username, port } = new URL(url);
  if (local && protocol === "http:" && hostname === "127.0.0.1") return true;
  return protocol === "https:" && username === "" && port === "" && hosts.some((host) => hostname.endsWith(host));
};

/** No more than the limit is ever read, whatever the sender says of its length. */
export const fetchFileOver =
  (local: boolean) =>
  async (url: string): Promise<Fetched> => {
    if (!isTheirs(url, local)) return "failed";
    try {
      const answer = await fetch(url, { redirect: "error", signal: AbortSignal.timeout(patience) });
      if (!answer.ok || !answer.body) return "failed";
      const parts: Uint8Array[] = [];
      let size = 0;
      for await (const part of answer.body) {
        size += part.length;
        if (size > mostFileBytes) return "tooLarge";
        parts.push(part);
      }
      return { bytes: Buffer.concat(parts) };
    } catch {
      return "failed";
    }
  };

/** True when it lies there. */
export const putFileOver =
  (local: boolean) =>
  async (url: string, bytes: Uint8Array): Promise<boolean> => {
    if (!isTheirs(url, local)) return false;
    try {
      const answer = await fetch(url, {
        method: "PUT",
        redirect: "error",
        signal: AbortSignal.timeout(patience),
        headers: { "content-type": "application/octet-stream", "content-range": `bytes 0-${bytes.length - 1}/${bytes.length}` },
        body: Buffer.from(bytes),
      });
      return answer.ok;
    } catch {
      return false;
    }
  };
export type PutFile = ReturnType<typeof putFileOver>;
