/** What is counted for Prometheus: events, times and statuses; never a name, an id or a word. */
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { Prices } from "./config.ts";
import type { Store } from "./ports/store.ts";
import type { Take } from "./teams/app.ts";

/** Seconds. */
const buckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 3, 10];

export const newMetrics = () => {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const turns = new Histogram({ name: "kompis_turn_seconds", help: "Turns, by outcome", labelNames: ["outcome"], buckets, registers });
  const commits = new Histogram({
    name: "kompis_commit_seconds",
    help: "Commits, by outcome",
    labelNames: ["outcome"],
    buckets,
    registers,
  });
  const requests = new Counter({ name: "kompis_http_requests_total", help: "HTTP answers, by status", labelNames: ["status"], registers });

  const timed = async <T>(histogram: Histogram<"outcome">, work: () => Promise<T>, outcome: (result: T) => string): Promise<T> => {
    const end = histogram.startTimer();
    try {
      const result = await work();
      end({ outcome: outcome(result) });
      return result;
    } catch (error) {
      end({ outcome: "failed" });
      throw error;
    }
  };

  return {
    /** The same, counted. */
    store: (store: Store): Store => ({
      ...store,
      commit: (changes) =>
        timed(
          commits,
          () => store.commit(changes),
          (how) => how,
        ),
    }),
    take:
      (take: Take): Take =>
      (incoming, settle) =>
        timed(
          turns,
          () => take(incoming, settle),
          ({ pressed }) => (pressed ? "pressed" : "answered"),
        ),
    http: (server: Server): void => {
      server.prependListener("request", (_req: IncomingMessage, res: ServerResponse) => {
        res.once("close", () => requests.inc({ status: res.headersSent ? res.statusCode : 0 }));
      });
    },
    /** How much waits in the store, counted when it is asked for. */
    waiting: (store: Store): void => {
      const waiting = new Gauge({
        name: "kompis_waiting",
        help: "What lies in the inbox, and notices by state",
        labelNames: ["where"],
        registers,
        collect: async () => {
          try {
            waiting.set({ where: "inbox" }, (await store.find("inbox")).length);
            for (const state of ["pending", "waiting", "sending", "unknown", "refused"])
              waiting.set({ where: state }, (await store.find("notice", { state })).length);
          } catch {
            // Nobody knows while the store is away; the rest is told all the same.
            waiting.reset();
          }
        },
      });
    },
    /** How often a language model was asked and how it went, the tokens used, and what they cost where prices are set. */
    model: (prices: Prices) => {
      const asked = new Histogram({
        name: "kompis_model_seconds",
        help: "Times that the model was asked, by outcome",
        labelNames: ["outcome"],
        buckets,
        registers,
      });
      const labelNames = ["direction"] as const;
      const tokens = new Counter({ name: "kompis_model_tokens_total", help: "Tokens, by direction", labelNames, registers });
      const priced = prices.in !== undefined || prices.out !== undefined;
      const cost = priced
        ? new Counter({ name: "kompis_model_cost_total", help: "Cost in the currency of the prices", labelNames, registers })
        : undefined;
      return {
        asked: (outcome: string, seconds: number): void => asked.observe({ outcome }, seconds),
        used: (used: { readonly in: number; readonly out: number }): void => {
          for (const direction of ["in", "out"] as const) {
            tokens.inc({ direction }, used[direction]);
            const price = prices[direction];
            if (price !== undefined) cost?.inc({ direction }, (used[direction] / 1_000_000) * price);
          }
        },
      };
    },
    /** In Prometheus' text form. */
    text: () => registry.metrics(),
  };
};
