/** What a turn is made of, and what it comes to. */
import type { Clock } from "../ports/clock.ts";
import type { FetchFile, LookUp } from "../ports/incoming.ts";
import type { Outgoing } from "../ports/records.ts";
import type { Retention } from "../ports/retention.ts";
import type { Municipality } from "../ports/settings.ts";
import type { Store } from "../ports/store.ts";
import type { Understanding } from "../ports/understanding.ts";
import type { YearWheel } from "../ports/yearWheel.ts";
import type { Flows } from "./flow.ts";
import type { Pages } from "./page.ts";
import type { World } from "./world.ts";

export type Parts = {
  readonly store: Store;
  readonly clock: Clock;
  readonly understanding: Understanding;
  readonly world: () => Promise<World>;
  readonly municipality: Municipality;
  readonly retention: Retention;
  readonly wheel: YearWheel;
  readonly publicUrl: string | undefined;
  readonly flows: Flows;
  readonly pages: Pages;
  readonly lookUp: LookUp;
  readonly fetchFile: FetchFile;
  /** True where a language model may be asked what a sentence means. */
  readonly asksModel: boolean;
  readonly newId: () => string;
  readonly local: boolean;
};

/** What is to be sent. For a press: what the pressed card turns into, or a word beside it when it stays. */
export type Turned = {
  readonly messages: readonly Outgoing[];
  readonly pressed?: { readonly card: Outgoing } | { readonly word: string };
  /** True when this very activity has had its effect by another delivery. */
  readonly elsewhere?: boolean;
  /** True when somebody else is to be told something. */
  readonly notices: boolean;
};
