/** What the bot keeps for its own work beside the municipality's records. */
import { z } from "zod";
import { day } from "../domain/day.ts";
import { language } from "../domain/language.ts";
import { reminderKinds } from "../domain/wish.ts";
import { command, fill } from "./command.ts";
import type { Lift } from "./store.ts";

/** A conversation that fills something in, between two messages. */
export const doing = z.object({
  id: z.string(),
  flow: z.string(),
  version: z.number().int(),
  /** The record that is being changed, as it was read, with its revision. */
  subject: z.object({ value: z.record(z.string(), z.unknown()), revision: z.number().int() }).nullable(),
  answers: fill,
  skipped: z.array(z.string()),
  advised: z.array(z.string()),
  /** In steps every field is asked; in brief only what is required. */
  pace: z.enum(["steps", "brief"]),
  /** The field whose question was put last; null when the summary is shown. */
  asked: z.string().nullable(),
  /** The card that was shown last, so that an older one can be told from it. */
  card: z.string().nullable(),
});
export type Doing = z.infer<typeof doing>;

export const talk = z.object({
  id: z.string(),
  person: z.string(),
  language: language.nullable(),
  doing: doing.nullable(),
  /** Set aside for something else, or until tomorrow. */
  waiting: z.array(doing),
  /** What yes and no mean now. */
  offer: z.object({ yes: command, no: command.nullable() }).nullable(),
  /** What "angre" takes back. */
  undo: z.object({ kind: z.enum(["training", "measure", "confirmation"]), ids: z.array(z.string()) }).nullable(),
  /** How the last conversations ended, newest first, so that a late press gets a true answer. */
  ended: z.array(z.object({ id: z.string(), how: z.enum(["saved", "cancelled"]) })),
  /** What the person wrote when the bot did not understand, for "Send til HR"; gone at the next turn. */
  unclear: z.string().nullable(),
  touched: z.iso.datetime(),
});
export type Talk = z.infer<typeof talk>;

/** What an opaque card id stands for. */
export const card = z.object({
  id: z.string(),
  /** Who may press. */
  person: z.string(),
  /** The conversation the card belongs to; null for a card that stands alone. */
  doing: z.string().nullable(),
  acts: z.record(z.string(), command),
  /** Acts that may be taken once only, over all presses of the card. */
  once: z.boolean(),
  expires: day,
});
export type CardRecord = z.infer<typeof card>;

/** A message as it leaves: plain text, or a card with its text for where cards are not shown. */
export const outgoing = z.object({
  text: z.string(),
  card: z.record(z.string(), z.unknown()).nullable(),
  /** A file that the person is asked whether to take; bytes. */
  offer: z.object({ file: z.string(), name: z.string(), size: z.number() }).optional(),
});
export type Outgoing = z.infer<typeof outgoing>;

/** An activity that HTTP has acknowledged: first what was said, then what is to be answered. */
export const inbox = z.object({
  id: z.string(),
  /** Conversation and person; turns of one lane are taken in order of arrival. */
  lane: z.string(),
  received: z.iso.datetime(),
  /** A digest of who said what, by which a delivery with a new id is known as a repeat. */
  content: z.string().nullable(),
  /** True once Teams has had its HTTP answer; what comes again after that is said again. */
  acknowledged: z.boolean(),
  /** The activity as it came; null once the turn has had its effect. */
  activity: z.record(z.string(), z.unknown()).nullable(),
  reference: z.record(z.string(), z.unknown()),
  answer: z.array(outgoing),
  /** How often the answer was tried in vain, and when to try again; null when it is nobody's turn to wait. */
  tries: z.number().int().nonnegative(),
  retry: z.iso.datetime().nullable(),
});
export type Inbox = z.infer<typeof inbox>;
export const inboxLifts: readonly Lift[] = [(row) => ({ ...row, content: null, acknowledged: true, tries: 0, retry: null })];

/**
 * Why a message will never arrive: the person has blocked the bot; the app is not installed there; the chat is gone; Teams
 * does not take the message as it is; or it could not be sent for so long that it is of no use any more.
 */
export const refusals = ["blocked", "notInstalled", "gone", "rejected", "tooOld"] as const;
export type Refusal = (typeof refusals)[number];

/** A message to somebody who did not just write. */
export const notice = z.object({
  id: z.string(),
  to: z.string(),
  created: z.iso.datetime(),
  message: outgoing,
  /** Waiting means that the person has no chat with the bot yet. */
  state: z.enum(["pending", "waiting", "sending", "sent", "refused", "unknown"]),
  /** How often it was tried. */
  attempts: z.number().int().nonnegative(),
  /** An offer: it is never told twice, so that what may have arrived stays unknown. */
  once: z.literal(true).optional(),
  /** It may have arrived already. */
  doubted: z.literal(true).optional(),
  /** It is not tried before this. */
  after: z.iso.datetime().optional(),
  /** Which process is sending it, and since when. */
  sending: z.object({ by: z.string(), since: z.iso.datetime() }).optional(),
  /** The message that it is to stand in the place of. */
  instead: z.string().optional(),
  /** The morning's reminders that it tells of. */
  push: z.string().optional(),
  /** What nobody has asked for: told before this, and while reminders are not stopped, or not at all. */
  until: z.iso.datetime().optional(),
  /** Why it was refused. */
  why: z.enum(refusals).optional(),
});
export type Notice = z.infer<typeof notice>;

/** What a person was reminded of on a day: one message, with all of it. */
export const push = z.object({
  id: z.string(),
  to: z.string(),
  day,
  /** The matter is the same for all reminders of the same thing. */
  items: z.array(z.object({ key: z.string(), kind: z.enum(reminderKinds), matter: z.string() })),
  /** The message it went out as, in the outbox. */
  notice: z.string(),
  /** The same where it arrived, as Teams calls it; null until it has. */
  message: z.string().nullable(),
  /** Matters that stand on it and are not settled. */
  open: z.array(z.string()),
});
export type PushRecord = z.infer<typeof push>;
export const pushId = (to: string, on: string): string => `${to}/${on}`;

/** Whether reminders may go out: what HR has seen and said yes to. */
export const gate = z.object({
  id: z.string(),
  /** "Stopp alt": nothing goes out that nobody asked for. */
  stopped: z.boolean(),
  /** The last day that was planned, and the one before it. */
  planned: day.nullable(),
  previous: day.nullable(),
  /** How many imports HR has looked at what came of. */
  imported: z.number().int(),
  /** Seasons that HR has released: "talks/2027". */
  seasons: z.array(z.string()),
  /** The day on which HR was last shown what waits. */
  asked: day.nullable(),
});
export type Gate = z.infer<typeof gate>;
/** The one there is. */
export const gateId = "reminders";

/** Where a person's 1:1 chat is. */
export const address = z.object({ person: z.string(), reference: z.record(z.string(), z.unknown()) });

/** Something to ask a person about later. */
export const followUp = z.object({
  id: z.string(),
  person: z.string(),
  due: day,
  about: z.discriminatedUnion("what", [
    z.object({ what: z.literal("training"), title: z.string() }),
    z.object({ what: z.literal("support"), measure: z.string() }),
  ]),
});
export type FollowUp = z.infer<typeof followUp>;

/** Somebody who wrote and is not known yet; HR says who it is. */
export const stranger = z.object({ aadObjectId: z.string(), name: z.string(), email: z.string().nullable(), first: z.iso.datetime() });

/** A suggestion for a measure from an employee to the leader. */
export const suggestion = z.object({
  id: z.string(),
  person: z.string(),
  leader: z.string().nullable(),
  name: z.string(),
  goal: z.string().nullable(),
  created: day,
});

/** What a person has asked for, behind an address that is good once and for a short while. */
export const file = z.object({
  /** Not to be guessed: whoever knows it may fetch the file. */
  id: z.string(),
  person: z.string(),
  name: z.string(),
  type: z.string(),
  text: z.string(),
  /** How the text stands for bytes. */
  encoding: z.enum(["utf8", "base64"]),
  expires: z.iso.datetime(),
});
export const fileLifts: readonly Lift[] = [(row) => ({ ...row, encoding: "utf8" })];

/** A file that HR has brought and not yet decided on; blank until it has been uploaded. */
export const received = z.object({
  /** Not to be guessed: whoever knows it may upload. */
  id: z.string(),
  person: z.string(),
  name: z.string(),
  /** Base64. */
  bytes: z.string().nullable(),
  expires: z.iso.datetime(),
});

/** Which columns of a kind of file are ours under other names, as HR has said once. */
export const columnMap = z.object({ id: z.string(), columns: z.record(z.string(), z.string()) });

/** Who saw or changed what about whom. Holds no content. */
export const auditEntry = z.object({
  at: z.iso.datetime(),
  /** A person's id, or what acted without one: "import". */
  by: z.string(),
  did: z.enum(["saw", "added", "changed", "removed"]),
  kind: z.string(),
  record: z.string(),
  about: z.string(),
});
export type AuditEntry = z.infer<typeof auditEntry>;

/** A record that was erased, by name only. */
export const erasure = z.object({ at: z.iso.datetime(), kind: z.string(), id: z.string() });
