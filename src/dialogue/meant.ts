/** What is meant: by words, or by a press, which is looked up. Nothing in a press itself is believed. */
import { ownId } from "../domain/choice.ts";
import { holdsMask, withoutMask } from "../domain/identityNumber.ts";
import { type Language, languages } from "../domain/language.ts";
import { may } from "../domain/permissions.ts";
import { fold, own } from "../domain/words.ts";
import type { Command, Fill } from "../ports/command.ts";
import { fileWaits, type Incoming, mostFileMegabytes } from "../ports/incoming.ts";
import type { CardRecord, Talk } from "../ports/records.ts";
import type { Heard } from "../ports/understanding.ts";
import { buttonWords, render } from "../text/render.ts";
import type { Step } from "./filling.ts";
import type { Field, Flows } from "./flow.ts";
import type { Parts } from "./parts.ts";
import type { Line, Scene } from "./scene.ts";
import { shown } from "./shown.ts";
import { takeUp } from "./talk.ts";
import type { World } from "./world.ts";

export type Meant =
  | {
      readonly command: Command;
      readonly inputs?: Fill;
      /** What stood in the fields of the card that was pressed. */
      readonly written?: Readonly<Record<string, string>>;
      readonly card?: CardRecord;
      /** Said before what comes of it. */
      readonly first?: Line;
      readonly language?: Language | undefined;
    }
  /** Nothing is to be done; the step says what there is to say. */
  | { readonly step: Full; readonly word?: Line; readonly card?: CardRecord; readonly language?: Language | undefined };
export type Full = Step & {
  readonly actAs?: string | null;
  readonly language?: Talk["language"];
  readonly unclear?: string | null;
  readonly erased?: boolean;
};

const heardOf = (text: string, { now, today, me, directory }: Scene, talk: Talk, world: World, flows: Flows): Heard => {
  const flow = talk.doing ? flows[talk.doing.flow] : undefined;
  return {
    text,
    now,
    today,
    directory,
    me: me.id,
    courses: world.courses,
    competences: world.competences,
    yesOrNo: talk.offer !== null,
    running: flow && talk.doing ? { flow: flow.id, fields: flow.fields, asked: talk.doing.asked, answers: talk.doing.answers } : null,
  };
};

/** A press is looked up: whose card, what it is about, whether it is the newest. Nothing in the press itself is believed. */
const pressOf = async (
  parts: Parts,
  press: { card: string; act: string; inputs: Readonly<Record<string, string>> },
  scene: Scene,
  talk: Talk,
  world: World,
): Promise<Meant> => {
  const card = (await parts.store.get("card", press.card))?.value;
  const nothing = (word: Line): Meant => ({ step: { talk, out: [] }, word });
  if (!card) return nothing({ say: "cardOver" });
  if (card.person !== scene.me.id) return nothing({ say: "cardNotYours" });
  if (card.doing !== null && card.doing !== talk.doing?.id) {
    const ended = talk.ended.find((e) => e.id === card.doing);
    return nothing(ended ? { say: ended.how === "saved" ? "cardSaved" : "cardCancelled" } : { say: "cardOver" });
  }
  const command = own(card.acts, press.act);
  const over = card.expires < scene.today;
  if (!command || (over && card.doing === null)) return nothing({ say: "cardOver" });
  if (over || (card.doing !== null && talk.doing?.card !== card.id))
    return { command: { do: "resume" }, first: { say: "cardOlder" }, card };
  const flow = talk.doing && card.doing ? parts.flows[talk.doing.flow] : undefined;
  if (!flow) return { command, card, written: press.inputs };
  const heard = heardOf("", scene, talk, world, parts.flows);
  const inputs: Fill = {};
  for (const [name, text] of Object.entries(press.inputs)) {
    const field = own(flow.fields, name);
    if (!field) continue;
    const before = talk.doing?.answers[name];
    if (text.trim() === "") {
      if (before !== undefined) inputs[name] = null;
      continue;
    }
    if (untouched(field, text, before, scene)) continue;
    const reading = field.kind === "choice" && !field.set ? { value: text } : parts.understanding.read(field, text, heard);
    if ("value" in reading) inputs[name] = reading.value;
    else return { command: { do: "misfit", field: name, complaint: reading.complaint, said: text }, inputs, card };
  }
  return { command, inputs, card };
};

/** A form shows values in words; words that were not touched are not read again. */
const untouched = (field: Field, text: string, before: Fill[string] | undefined, scene: Scene) =>
  before !== null && before !== undefined && languages.some((l) => render(shown(field, before, scene), l) === text);

/** A file is kept before anything is read of it, so that what it would change can be shown, and asked about. */
const fileOf = async (
  { fetchFile, store }: Parts,
  { name, url }: { readonly name: string; readonly url: string },
  { me, rights, now, personal }: Scene,
  talk: Talk,
): Promise<Meant> => {
  if (!personal) return { command: { do: "ask", page: "importFile", about: {} } };
  if (!may(rights, "files.bring")) return { step: { talk, out: [{ say: "filesOnlyHr" }] } };
  const fetched = await fetchFile(url);
  if (fetched === "tooLarge") return { step: { talk, out: [{ say: "fileTooLarge", n: mostFileMegabytes }] } };
  if (fetched === "failed") return { step: { talk, out: [{ say: "fileNotFetched" }] } };
  // Of each name one waits, however often the turn is tried; a newer one takes its place, and what was shown before is over.
  const id = ownId(me.id, name.slice(0, 200));
  const expires = new Date(Date.parse(now) + fileWaits).toISOString();
  const bytes = Buffer.from(fetched.bytes).toString("base64");
  await store.commit([{ put: "received", value: { id, person: me.id, name: name.slice(0, 200), bytes, expires } }]);
  return { command: { do: "ask", page: "importFile", about: { file: id } } };
};

/** The words of a button on the newest card that has it, written instead of pressed. */
const typedButton = async ({ store }: Parts, text: string, { me, today }: Scene): Promise<Command | undefined> => {
  const said = fold(text.trim().replace(/[.!]+$/, ""));
  const isSaid = (act: string) =>
    languages.some((l) => own(buttonWords[l], act) !== undefined && fold(own(buttonWords[l], act) ?? "") === said);
  const cards = (await store.find("card", { person: me.id })).filter(
    ({ value }) => value.doing === null && !value.once && value.expires >= today,
  );
  for (const { value } of cards.toReversed().slice(0, newestCards)) {
    const act = Object.keys(value.acts).find(isSaid);
    if (act) return own(value.acts, act);
  }
  return undefined;
};
const newestCards = 10;

export const commandOf = async (parts: Parts, incoming: Incoming, scene: Scene, talk: Talk, world: World): Promise<Meant> => {
  const { what } = incoming;
  if ("arrived" in what) return { command: { do: "ask", page: "help", about: incoming.personal ? { greeting: true } : { team: true } } };
  if ("unreadable" in what) return { command: { do: "ask", page: "unclear", about: { said: "", why: "unreadable" } } };
  if ("file" in what) return fileOf(parts, what.file, scene, talk);
  if ("press" in what) return pressOf(parts, what.press, scene, talk, world);
  const text = withoutMask(what.text);
  if (text === "" && holdsMask(what.text)) return { step: takeUp(scene, talk, parts.flows) };
  const heard = heardOf(text, scene, talk, world, parts.flows);
  const { command, language } = await parts.understanding.hear(heard);
  if (command.do !== "unclear" || !incoming.personal) return { command, language };
  return { command: (await typedButton(parts, text, scene)) ?? command, language };
};
