/** A file that is offered, and what the person answers: it is put where Teams says, or it goes. */
import type { TurnContext } from "botbuilder";
import { z } from "zod";
import type { Clock } from "../ports/clock.ts";
import type { Store } from "../ports/store.ts";
import type { PutFile } from "./fileHosts.ts";

const response = z.looseObject({
  action: z.enum(["accept", "decline"]),
  context: z.looseObject({ file: z.string().max(200) }),
  uploadInfo: z
    .looseObject({ uploadUrl: z.string(), contentUrl: z.string(), name: z.string(), uniqueId: z.string(), fileType: z.string() })
    .nullish(),
});

type Words = { readonly [W in "declined" | "gone" | "failed"]: string };

/** Only the one it was made for; what has been taken is gone from here. */
export const answerConsent = async (context: TurnContext, store: Store, clock: Clock, put: PutFile, words: Words): Promise<void> => {
  const say = (text: string) => context.sendActivity({ type: "message", text, textFormat: "plain" });
  const { value, from } = context.activity;
  const parsed = response.safeParse(value);
  const found = parsed.success ? await store.get("file", parsed.data.context.file) : undefined;
  const kept = found && found.value.expires > clock() ? found : undefined;
  const owner = kept ? (await store.get("person", kept.value.person))?.value.aadObjectId : undefined;
  if (!parsed.success || !kept || !owner || owner.toLowerCase() !== from.aadObjectId?.toLowerCase()) return void (await say(words.gone));
  const { action, uploadInfo } = parsed.data;
  const { name, text, encoding, id } = kept.value;
  if (action === "decline" || !uploadInfo) {
    await store.commit([{ remove: "file", id, at: kept.revision }]);
    return void (await say(words.declined));
  }
  if (!(await put(uploadInfo.uploadUrl, Buffer.from(text, encoding)))) return void (await say(words.failed));
  await store.commit([{ remove: "file", id, at: kept.revision }]);
  await context.sendActivity({
    type: "message",
    attachments: [
      {
        contentType: "application/vnd.microsoft.teams.card.file.info",
        contentUrl: uploadInfo.contentUrl,
        name,
        content: { uniqueId: uploadInfo.uniqueId, fileType: uploadInfo.fileType },
      },
    ],
  });
};
