/** HTTP as bytes, for what no client would send. */
import { connect } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

/** Text or bytes to write, a pause in milliseconds, or null to hang up. */
export type Piece = string | Buffer | number | null;

/**
 * Writes the pieces over a connection of its own and gives the status of the first answer; 0 where the connection ends
 * without one. Rejects when neither comes within `timeoutMs`.
 */
export const sendRaw = (port: number, pieces: Iterable<Piece>, timeoutMs = 15_000): Promise<number> =>
  new Promise((resolve, reject) => {
    const socket = connect({ port, host: "127.0.0.1" });
    const limit = setTimeout(() => end(() => reject(new Error(`no answer within ${timeoutMs} ms`))), timeoutMs);
    let [over, text] = [false, ""];
    const end = (how: () => void) => {
      over = true;
      clearTimeout(limit);
      socket.destroy();
      how();
    };
    socket.on("data", (chunk) => {
      text += chunk.toString("latin1");
      const status = /^HTTP\/1\.1 (\d{3})/.exec(text)?.[1];
      if (status !== undefined) end(() => resolve(Number(status)));
    });
    socket.on("error", () => {});
    socket.on("close", () => !over && end(() => resolve(0)));
    const write = async () => {
      for (const piece of pieces) {
        if (over) return;
        if (piece === null) socket.destroy();
        else if (typeof piece === "number") await sleep(piece);
        else if (!socket.write(piece)) await new Promise((go) => socket.once("drain", go).once("close", go));
      }
    };
    socket.once("connect", () => void write());
  });

/** The head of a request, with what ends it. */
export const head = (method: string, path: string, headers: readonly (readonly [string, string | number])[]): string =>
  [`${method} ${path} HTTP/1.1`, ...headers.map(([name, value]) => `${name}: ${value}`), "", ""].join("\r\n");

/** One chunk of a body that comes in chunks; none ends it. */
export const chunk = (text: string | Buffer = ""): Buffer =>
  Buffer.concat([Buffer.from(`${Buffer.byteLength(text).toString(16)}\r\n`), Buffer.from(text), Buffer.from("\r\n")]);
