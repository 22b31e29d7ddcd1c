/** What reaches the bot, in our words. */
export type Incoming = {
  /** The conversation; with the person it makes the lane in which turns are taken in order. */
  readonly conversation: string;
  readonly personal: boolean;
  readonly from: { readonly id: string; readonly aadObjectId: string | null; readonly name: string };
  /** Where answers go, as the platform gave it. */
  readonly reference: Readonly<Record<string, unknown>>;
  readonly what:
    | { readonly text: string }
    | { readonly press: { readonly card: string; readonly act: string; readonly inputs: Readonly<Record<string, string>> } }
    /** A file that was dropped into the chat, and where it can be fetched for some minutes. */
    | { readonly file: { readonly name: string; readonly url: string } }
    /** A picture, a sticker, a file: nothing that can be read. */
    | { readonly unreadable: true }
    | { readonly arrived: true };
};

export const laneOf = (incoming: Pick<Incoming, "conversation" | "from">): string =>
  `${incoming.conversation}/${incoming.from.aadObjectId ?? incoming.from.id}`;

/** The largest file that is taken in, wherever it comes from. */
export const mostFileMegabytes = 10;
export const mostFileBytes = mostFileMegabytes * 1024 * 1024;
/** How long a file that HR has brought, or a place for one, waits for an answer, in milliseconds. */
export const fileWaits = 60 * 60_000;

/** The bytes of a file behind an address of the platform's own; or why not. */
export type Fetched = { readonly bytes: Uint8Array } | "tooLarge" | "failed";
export type FetchFile = (url: string) => Promise<Fetched>;

/** Somebody as the platform knows them; undefined when it does not say. */
export type Member = { readonly email: string | null; readonly tenant: string | null; readonly guest: boolean };
export type LookUp = (incoming: Incoming) => Promise<Member | undefined>;
