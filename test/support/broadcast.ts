/** A broadcast of offers: the rows, a connector that misbehaves towards them, and what came of each. */
import type { RecordOf, Store } from "../../src/ports/store.ts";
import type { Behaviour, Connector, Received } from "./connector.ts";
import { drawn } from "./frailFiles.ts";

const personOf = (n: number) => `recipient-${n}`;
const conversationOf = (n: number) => `a:${personOf(n)}`;
const bot = { id: "28:b", name: "Kompis" };

export const offer = (n: number, created: string): RecordOf<"notice"> => ({
  id: `offer-${n}`,
  to: personOf(n),
  created,
  message: { text: `Tilbud ${n}`, card: null },
  state: "pending",
  attempts: 0,
  once: true,
});
export const addressOf = (n: number, serviceUrl: string): RecordOf<"address"> => ({
  person: personOf(n),
  reference: { serviceUrl, channelId: "msteams", conversation: { id: conversationOf(n) }, bot, user: { id: `29:${n}` } },
});

/** Puts them into the store. */
export const plant = async (store: Store, count: number, serviceUrl: string): Promise<void> => {
  const created = new Date().toISOString();
  for (let from = 0; from < count; from += 500)
    await store.commit(
      Array.from({ length: Math.min(500, count - from) }, (_, i) => from + i).flatMap((n) => [
        { put: "notice", value: offer(n, created), at: 0 } as const,
        { put: "address", value: addressOf(n, serviceUrl) } as const,
      ]),
    );
};

const retryAfters = [
  () => ({ "retry-after": "1" }),
  () => ({ "retry-after": new Date(Date.now() + 2000).toUTCString() }),
  () => ({ "retry-after": "-7" }),
  () => ({ "retry-after": "soon" }),
  () => ({}),
];
/** 5 % 429, 2 % 5xx (half of them after the message was accepted), 1 % reset (half of them likewise), 1 % 403. */
export const troubles = () => {
  const draw = drawn(7);
  const counts = { throttled: 0, ambiguous: 0, refused: 0 };
  const hook = ({ conversationId }: Received): Behaviour | undefined => {
    if (!conversationId.startsWith("a:recipient-")) return undefined;
    const [luck, kind] = [draw(), draw()];
    if (luck < 0.05) {
      counts.throttled++;
      return { status: 429, headers: retryAfters[Math.floor(kind * retryAfters.length)]?.() ?? {} };
    }
    if (luck < 0.08) counts.ambiguous++;
    if (luck < 0.07) return { status: [500, 502, 503, 504][Math.floor(draw() * 4)] ?? 500, accept: kind < 0.5 };
    if (luck < 0.08) return { reset: true, accept: kind < 0.5 };
    if (luck >= 0.09) return undefined;
    counts.refused++;
    return { status: 403 };
  };
  return { hook, counts };
};

/** What came of each row, the store held against the connector's own ledger. */
export const verdict = async (store: Store, connector: Connector, count: number) => {
  const left = new Map((await store.find("notice")).map(({ value }) => [value.id, value.state]));
  const accepted = new Map<string, number>();
  for (const one of connector.ledger) if (one.accepted) accepted.set(one.conversationId, (accepted.get(one.conversationId) ?? 0) + 1);
  const all = { sent: 0, refused: 0, unknown: 0, doubled: 0, unaccounted: 0, wrong: 0 };
  for (let n = 0; n < count; n++) {
    const [state, got] = [left.get(`offer-${n}`) ?? "sent", accepted.get(conversationOf(n)) ?? 0];
    if (got > 1) all.doubled++;
    if (state === "sent" || state === "refused") {
      all[state]++;
      if (got !== (state === "sent" ? 1 : 0)) all.wrong++;
    } else if (state === "unknown") all.unknown++;
    else all.unaccounted++;
  }
  return all;
};

/** The most that arrived in any second, wherever it begins. @param times in order, in milliseconds */
export const mostInASecond = (times: readonly number[]): number => {
  let [from, most] = [0, 0];
  for (const [to, at] of times.entries()) {
    while (at - (times[from] ?? at) >= 1000) from++;
    most = Math.max(most, to - from + 1);
  }
  return most;
};
/** Messages for each second, from the first until 95 % had arrived: the last wait for their time. */
export const rateOf = (times: readonly number[]): number => {
  const steady = times.slice(0, Math.ceil(times.length * 0.95));
  return ((steady.length - 1) * 1000) / ((steady.at(-1) ?? 0) - (steady[0] ?? 0));
};
