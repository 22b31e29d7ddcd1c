/** The conversation, on teams-ai's Application: which activity goes where, and how answers are sent. */

import { ActivityTypes, type TurnContext } from "botbuilder";
import type { Turned } from "../dialogue/parts.ts";
import type { Clock } from "../ports/clock.ts";
import type { Incoming } from "../ports/incoming.ts";
import type { Outgoing } from "../ports/records.ts";
import type { Change } from "../ports/store.ts";
import { activityOf, asReference, claimOf, incomingOf, referenceOf } from "./activity.ts";
import { type AdaptiveCard, Application, type TeamsAdapter, type TurnState } from "./teamsAi.ts";

export type Take = (incoming: Incoming, settle?: (turned: Turned) => readonly Change[]) => Promise<Turned>;

/** How the inbox and a turn that comes from it find each other; kept on the turn's context, not in teams-ai's state. */
export const settleKey = Symbol("settle");

/** Raised on a press's context when its HTTP response has been given without it. */
export const lateKey = Symbol("late");

/** All of it as messages: what a press turns its card into has no card to stand on here. */
export const asMessages = ({ messages, pressed }: Turned): readonly Outgoing[] =>
  pressed ? ["card" in pressed ? pressed.card : { text: pressed.word, card: null }, ...messages] : messages;

type Around = {
  readonly appId: string;
  readonly adapter: TeamsAdapter;
  readonly take: Take;
  readonly clock: Clock;
  readonly afterwards: (turned: Turned) => void;
  /** What the person answers to a file that was offered. */
  readonly consented: (context: TurnContext) => Promise<void>;
};

/** Not all messages left. */
export class Unsent extends Error {
  readonly rest: readonly Outgoing[];
  constructor(rest: readonly Outgoing[], cause: unknown) {
    super("Not all messages could be sent.", { cause });
    this.rest = rest;
  }
}

/** @throws Unsent with what did not, or may not have, come through */
export const send = async (context: TurnContext, messages: readonly Outgoing[]): Promise<void> => {
  for (const [n, message] of messages.entries())
    try {
      await context.sendActivity(activityOf(message));
    } catch (cause) {
      throw new Unsent(messages.slice(n), cause);
    }
};

export const newApplication = ({ appId, adapter, take, clock, afterwards, consented }: Around): Application<TurnState> => {
  const app = new Application<TurnState>({ adapter, botAppId: appId, removeRecipientMention: false, startTypingTimer: false });
  // The setting above is ignored, and the timer is shared between people.
  app.startTypingTimer = () => {};

  const answer = async (context: TurnContext) => {
    const turned = await take(incomingOf(context.activity), context.turnState.get(settleKey) as Parameters<Take>[1]);
    await send(context, asMessages(turned));
    afterwards(turned);
  };

  app.adaptiveCards.actionExecute("press", async (context) => {
    if (context.turnState.get(settleKey)) {
      await answer(context);
      return "";
    }
    const reference = referenceOf(context.activity);
    const late = context.turnState.get(lateKey) as AbortSignal | undefined;
    const turned = await take(incomingOf(context.activity), () => [claimOf(context.activity, clock())]);
    afterwards(turned);
    // The press's own context can no longer send once its response has been given.
    const tell = (messages: readonly Outgoing[]) =>
      messages.length === 0
        ? Promise.resolve()
        : adapter.continueConversationAsync(appId, asReference(reference), (ctx) => send(ctx, messages));
    const isLate = late?.aborted;
    if (!turned.elsewhere) await tell(isLate ? asMessages(turned) : turned.messages);
    if (late?.aborted) {
      if (!turned.elsewhere && !isLate) await tell(asMessages({ ...turned, messages: [] }));
      return "";
    }
    if (turned.pressed && "card" in turned.pressed && turned.pressed.card.card) return turned.pressed.card.card as unknown as AdaptiveCard;
    return turned.pressed && "word" in turned.pressed ? turned.pressed.word : "";
  });
  app.fileConsentAccept(consented);
  app.fileConsentDecline(consented);
  app.activity(ActivityTypes.InstallationUpdate, async (context) => {
    if (context.activity.action !== "remove") await answer(context);
  });
  app.activity(ActivityTypes.Message, answer);
  return app;
};
