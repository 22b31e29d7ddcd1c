/** Messages that start with us, and what Teams knows of a member. */

import { TeamsInfo } from "botbuilder";
import { z } from "zod";
import type { LookUp } from "../ports/incoming.ts";
import type { Messenger } from "../ports/messenger.ts";
import { activityOf, asReference } from "./activity.ts";
import { grantedKey, within } from "./adapter.ts";
import { outcomeOf } from "./outcome.ts";
import type { TeamsAdapter } from "./teamsAi.ts";

export const newMessenger = (adapter: TeamsAdapter, appId: string): Messenger => ({
  send: async (reference, message, instead) => {
    try {
      let id: string | undefined;
      await adapter.continueConversationAsync(appId, asReference(reference), async (context) => {
        context.turnState.set(grantedKey, true);
        if (instead === undefined) id = (await context.sendActivity(activityOf(message)))?.id;
        else await context.updateActivity({ ...activityOf(message), id: instead });
      });
      return id ? { sent: id } : "sent";
    } catch (error) {
      return outcomeOf(error);
    }
  },
});

/** Known members are looked up once, at first contact; this long is waited for the answer, in milliseconds. */
const patience = 5000;

const memberShape = z.looseObject({
  email: z.string().optional(),
  userPrincipalName: z.string().optional(),
  tenantId: z.string().optional(),
  userRole: z.string().optional(),
});

export const newLookUp =
  (adapter: TeamsAdapter, appId: string): LookUp =>
  async (incoming) => {
    let found: z.infer<typeof memberShape> | undefined;
    try {
      await within(
        adapter.continueConversationAsync(appId, asReference(incoming.reference), async (context) => {
          found = memberShape.parse(await TeamsInfo.getMember(context, incoming.from.id));
        }),
        patience,
      );
    } catch {
      return undefined;
    }
    const upn = found?.userPrincipalName ?? "";
    const email = upn.includes("#EXT#") ? null : found?.email || upn || null;
    return {
      email: email?.toLowerCase() ?? null,
      tenant: found?.tenantId ?? null,
      guest: found?.userRole === "guest" || upn.includes("#EXT#"),
    };
  };
