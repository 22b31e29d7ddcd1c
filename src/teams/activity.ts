/** Between the platform's activities and our words. Everything from outside is parsed here. */
import { type Activity, ActivityTypes, CardFactory, type ConversationReference, MessageFactory, TurnContext } from "botbuilder";
import { z } from "zod";
import { masked, unseen } from "../domain/identityNumber.ts";
import { type Incoming, laneOf } from "../ports/incoming.ts";
import type { Outgoing } from "../ports/records.ts";
import type { Change } from "../ports/store.ts";

/** An id is kept as it is, so that it holds nothing that a store could not keep. */
const id = z.string().regex(/^[^\0\ufffd]*$/);

const account = z.looseObject({
  id: id.min(1).max(500),
  aadObjectId: id.max(100).optional(),
  name: z.string().max(500).optional(),
});

/** Teams' own limit for a whole message is about 100 KB. */
const longestText = 100_000;

/** The SDK looks into mentions without asking what they are. */
const entity = z
  .looseObject({ type: z.string() })
  .refine((one) => one.type.toLowerCase() !== "mention" || z.looseObject({ text: z.string(), mentioned: account }).safeParse(one).success);

/** What an activity must be to be looked at at all. */
export const activityShape = z.looseObject({
  type: z.string().min(1).max(100),
  id: id.max(500).optional(),
  timestamp: z.string().max(100).optional(),
  action: z.string().max(100).optional(),
  name: z.string().max(200).optional(),
  channelId: z.literal("msteams"),
  serviceUrl: z.url().max(500),
  from: account,
  recipient: z.looseObject({ id: z.string() }),
  entities: z.array(entity).optional(),
  locale: z.string().max(50).optional(),
  conversation: z.looseObject({
    id: id.min(1).max(1000),
    tenantId: z.string().optional(),
    conversationType: z.string().optional(),
    isGroup: z.boolean().optional(),
  }),
  channelData: z.looseObject({ tenant: z.looseObject({ id: z.string().optional() }).optional() }).optional(),
  text: z.string().max(longestText).optional(),
  attachments: z.array(z.looseObject({})).max(100).optional(),
  value: z.unknown().optional(),
});

export type Shaped = z.infer<typeof activityShape>;

const press = z.object({ card: z.string().max(200), act: z.string().max(200) });
const execute = z.looseObject({ action: z.looseObject({ data: z.looseObject({}).optional() }) });

/** What was pressed, with what stood in the card's inputs as text. */
export const pressOf = (data: unknown): Extract<Incoming["what"], { press: unknown }> | undefined => {
  const parsed = press.safeParse(data);
  if (!parsed.success) return undefined;
  const inputs = Object.entries(data as Readonly<Record<string, unknown>>)
    .filter((entry): entry is [string, string] => typeof entry[1] === "string" && entry[0] !== "card" && entry[0] !== "act")
    .slice(0, 100)
    .map(([name, value]) => [name, value.slice(0, 20_000)] as const);
  return { press: { ...parsed.data, inputs: Object.fromEntries(inputs) } };
};

/** A file that was dropped into a 1:1, the first of them; pictures and cards are none. */
const download = z.looseObject({
  contentType: z.literal("application/vnd.microsoft.teams.file.download.info"),
  name: z.string().max(500).optional(),
  content: z.looseObject({ downloadUrl: z.string().max(4000) }),
});
const fileOf = (attachments: unknown): Extract<Incoming["what"], { file: unknown }> | undefined => {
  const found = (Array.isArray(attachments) ? attachments : []).map((a) => download.safeParse(a)).find((parsed) => parsed.success);
  return found?.data && { file: { name: found.data.name ?? "", url: found.data.content.downloadUrl } };
};

/** What no keyboard writes and nobody sees; line ends and tabs stay. */
const nothing = new RegExp(`[${unseen}]`, "g");
const clean = (text: string) => text.replace(nothing, "");

export const incomingOf = (activity: Activity): Incoming => {
  const { conversation, from } = activity;
  const invoked = execute.safeParse(activity.value);
  const pressed = pressOf(invoked.success ? invoked.data.action.data : activity.value);
  const text = clean(TurnContext.removeRecipientMention(activity) ?? activity.text ?? "");
  const what: Incoming["what"] =
    activity.type === ActivityTypes.InstallationUpdate
      ? { arrived: true }
      : (pressed ?? fileOf(activity.attachments) ?? (text.trim() === "" ? { unreadable: true } : { text }));
  return masked<Incoming>({
    conversation: conversation.id,
    personal: conversation.conversationType === "personal" || (conversation.conversationType === undefined && !conversation.isGroup),
    from: { id: from.id, aadObjectId: from.aadObjectId ?? null, name: from.name ?? "" },
    reference: referenceOf(activity),
    what,
  });
};

export const referenceOf = (activity: Activity): Readonly<Record<string, unknown>> => ({
  ...TurnContext.getConversationReference(activity),
});

/** Conversation and person, without looking at what was said. */
export const laneOfActivity = ({ conversation, from }: Activity): string =>
  laneOf({ conversation: conversation.id, from: { id: from.id, aadObjectId: from.aadObjectId ?? null, name: "" } });

/** One name for each activity, however often it is delivered. */
export const activityName = ({ conversation, id, timestamp }: Activity, now: string): string =>
  `${conversation.id}/${id ?? timestamp ?? now}`;

/** How long an activity is known to be one that came before, in milliseconds. */
const remembered = 7 * 24 * 3600 * 1000;
/** Belongs into the commit that holds the activity's effect: no other delivery of it has one. */
export const claimOf = (activity: Activity, now: string): Change => ({
  claim: `activity:${activityName(activity, now)}`,
  until: new Date(Date.parse(now) + remembered).toISOString(),
});

export const asReference = (kept: Readonly<Record<string, unknown>>): Partial<ConversationReference> =>
  kept as Partial<ConversationReference>;

/** Text is plain: nothing that a person wrote can become a link or a mention. */
export const activityOf = ({ text, card, offer }: Outgoing): Partial<Activity> => {
  if (offer) {
    const context = { file: offer.file };
    const content = { description: offer.name, sizeInBytes: offer.size, acceptContext: context, declineContext: context };
    return {
      type: ActivityTypes.Message,
      attachments: [{ contentType: "application/vnd.microsoft.teams.card.file.consent", name: offer.name, content }],
    };
  }
  if (!card) return { ...MessageFactory.text(text), textFormat: "plain" };
  return { type: ActivityTypes.Message, summary: text.split("\n")[0]?.slice(0, 200) ?? "", attachments: [CardFactory.adaptiveCard(card)] };
};
