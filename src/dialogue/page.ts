/** A question a person can ask, or a thing done in one press: one page each in answers/ and acts/. */
import type { z } from "zod";
import type { Act } from "../domain/permissions.ts";
import type { About, Command } from "../ports/command.ts";
import type { Talk } from "../ports/records.ts";
import type { ReadStore } from "../ports/store.ts";
import type { Reply, Scene } from "./scene.ts";

export type Answered = Reply & {
  /** What yes and no mean after this. */
  readonly offer?: Talk["offer"];
  /** What comes after it: a flow that starts. */
  readonly next?: Command;
  /** Whom the talk is with from now on; local mode only. */
  readonly actAs?: string | null;
  readonly undone?: boolean;
  /** The talk and where it takes place are among what was erased. */
  readonly erased?: boolean;
  readonly language?: Talk["language"];
  /** Words kept until the next turn, for "Send til HR". */
  readonly unclear?: string | null;
};

export type PageOf<Id extends string, S extends z.ZodType> = {
  readonly id: Id;
  /** What it may be asked about; what does not fit is refused at the border. */
  readonly about: S;
  readonly act: Act;
  /** What it takes from the fields of the card that was pressed. */
  readonly written?: readonly string[];
  /** May be answered in a channel, where everybody reads along. */
  inPublic?(about: About): boolean;
  answer(about: z.infer<S>, scene: Scene, read: ReadStore, talk: Talk): Promise<Answered>;
};

export type Page = PageOf<string, z.ZodType>;
export type Pages = { readonly [id: string]: Page };

export const definePage = <const Id extends string, S extends z.ZodType>(page: PageOf<Id, S>): PageOf<Id, S> => page;

export const ask = (page: string, about: { readonly [key: string]: About[string] | undefined } = {}): Extract<Command, { do: "ask" }> => ({
  do: "ask",
  page,
  about: Object.fromEntries(Object.entries(about).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]]))),
});
