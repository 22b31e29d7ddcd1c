/** What a turn knows before anything is said, and what can come of it. */

import type { CardData, CardName } from "../cards/shapes.ts";
import type { Day, Instant } from "../domain/day.ts";
import type { Directory } from "../domain/directory.ts";
import type { Person } from "../domain/organisation.ts";
import type { Rights } from "../domain/permissions.ts";
import type { Catalogue } from "../ports/catalogue.ts";
import type { Command } from "../ports/command.ts";
import type { Retention } from "../ports/retention.ts";
import type { Municipality } from "../ports/settings.ts";
import type { Change, ReadStore } from "../ports/store.ts";
import type { YearWheel } from "../ports/yearWheel.ts";
import type { Line } from "../text/words.ts";
import type { Sees } from "./audit.ts";
import type { FileOut } from "./files.ts";

export type { Line } from "../text/words.ts";

export type Scene = {
  readonly me: Person;
  readonly rights: Rights;
  /** Asked for whatever is shown of a record: whether it may be, and it is noted that it was. */
  readonly sees: Sees;
  /** In the person's own chat, where nobody reads along. */
  readonly personal: boolean;
  readonly now: Instant;
  readonly today: Day;
  readonly directory: Directory;
  readonly catalogue: Catalogue;
  readonly municipality: Municipality;
  readonly retention: Retention;
  readonly wheel: YearWheel;
  /** Where files can be fetched, without a slash at the end; undefined where nobody could reach it. */
  readonly publicUrl: string | undefined;
  /** True where a language model may be asked what a sentence means. */
  readonly asksModel: boolean;
  /** True on a developer's own machine: one may act as somebody else. */
  readonly local: boolean;
  readonly newId: () => string;
};

/** A card without a language; its buttons carry out commands. */
export type CardOut = {
  [C in CardName]: {
    readonly card: C;
    readonly data: CardData<C>;
    readonly acts: Readonly<Record<string, Command>>;
    /** Any of its acts may be taken once only. */
    readonly once?: boolean;
    /** The running conversation it belongs to, and the id by which a newer card is told from an older one. */
    readonly of?: { readonly doing: string; readonly id: string };
  };
}[CardName];

export type Out = Line | CardOut;

/** A message to somebody else. */
export type NoticeOut = { readonly to: string; readonly out: Out };

export type Reply = {
  readonly out: readonly Out[];
  readonly changes?: readonly Change[];
  /** Committed after it by itself, so that nothing tells whose it is; asked for again where somebody else was faster. */
  readonly apart?: (read: ReadStore) => Promise<readonly Change[]>;
  readonly notices?: readonly NoticeOut[];
  /** What is made for the person to fetch. */
  readonly files?: readonly FileOut[];
  /** The files are asked about, one by one, rather than fetched from an address. */
  readonly offers?: boolean;
};

export const isCard = (out: Out): out is CardOut => "card" in out;
