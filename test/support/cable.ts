/** The network between the bot and its database, to be cut where it hurts. Speaks PostgreSQL's protocol as far as message ends go. */
import { connect, createServer, type Socket } from "node:net";

export type Cut = {
  /** How many messages from the bot go through before it. */
  readonly after: number;
  /** Whether the one it happens at still arrives at the database, whose answer is then lost; late is when the bot has come back. */
  readonly arrives: "never" | "now" | "late";
  /** How long nobody gets through afterwards (ms). */
  readonly away?: number;
};

export const cableTo = async (url: string) => {
  const target = new URL(url);
  const open = new Set<Socket>();
  let isDown = false;
  let cut: Cut | undefined;
  let messages = 0;
  let attempts = 0;
  let isSilent = false;

  const server = createServer((bot) => {
    attempts += 1;
    if (isDown) return void bot.destroy();
    const database = connect(Number(target.port), target.hostname);
    for (const socket of [bot, database]) {
      open.add(socket);
      socket.on("error", () => {}).on("close", () => open.delete(socket));
    }
    let held = Buffer.alloc(0);
    let hasStarted = false;
    let isCut = false;
    bot.on("data", (data) => {
      held = Buffer.concat([held, data]);
      for (;;) {
        // The first message has no letter before its length.
        const letter = hasStarted ? 1 : 0;
        const length = held.length < letter + 4 ? Number.POSITIVE_INFINITY : letter + held.readUInt32BE(letter);
        if (isCut || held.length < length) return;
        hasStarted = true;
        messages += 1;
        isCut = cut !== undefined && messages > cut.after;
        const message = held.subarray(0, length);
        held = held.subarray(length);
        if (!isCut) database.write(message);
        else if (cut) {
          const { arrives, away = 0 } = cut;
          cut = undefined;
          isDown = away > 0;
          setTimeout(() => (isDown = false), away);
          bot.destroy();
          const last = arrives === "never" ? Buffer.alloc(0) : message;
          setTimeout(() => database.end(last), arrives === "late" ? 200 : 0);
        }
      }
    });
    database.on("data", (data) => isCut || isSilent || bot.write(data));
    bot.on("close", () => isCut || database.destroy());
    database.on("close", () => bot.destroy());
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const address = server.address();
  const through = Object.assign(new URL(url), { port: String(typeof address === "object" ? address?.port : "") });
  return {
    url: through.href,
    /** Once, counted from now. */
    cutAt: (where: Cut) => {
      messages = 0;
      cut = where;
    },
    /** Everything is cut, and nothing gets through until it is up again. */
    down: () => {
      isDown = true;
      for (const socket of open) socket.destroy();
    },
    up: () => {
      isDown = false;
      isSilent = false;
    },
    /** Nothing of what the database says gets through any more. */
    silence: () => {
      isSilent = true;
    },
    attempts: () => attempts,
    /** Messages from the bot since it was last asked. */
    counted: () => {
      const count = messages;
      messages = 0;
      return count;
    },
    end: () => {
      for (const socket of open) socket.destroy();
      return new Promise<void>((ended) => server.close(() => ended()));
    },
  };
};
export type Cable = Awaited<ReturnType<typeof cableTo>>;
