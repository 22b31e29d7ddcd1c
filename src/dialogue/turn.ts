/** One turn, the only place with an order of effects: who, what is meant, what follows, one commit, and then the words. */

import { dayInOslo } from "../domain/day.ts";
import { holdsMask } from "../domain/identityNumber.ts";
import type { Language } from "../domain/language.ts";
import type { Person } from "../domain/organisation.ts";
import { may, rightsOf } from "../domain/permissions.ts";
import { own } from "../domain/words.ts";
import type { Command, Fill } from "../ports/command.ts";
import { type FetchFile, type Incoming, laneOf } from "../ports/incoming.ts";
import type { CardRecord, Doing, Outgoing, Talk } from "../ports/records.ts";
import type { Change, Store } from "../ports/store.ts";
import type { Understanding, Understood } from "../ports/understanding.ts";
import { render } from "../text/render.ts";
import { changesTold, newSight } from "./audit.ts";
import { filed, offered } from "./files.ts";
import { identify } from "./identify.ts";
import { commandOf, type Full } from "./meant.ts";
import type { Parts, Turned } from "./parts.ts";
import { notToChange } from "./refused.ts";
import { isCard, type Line, type NoticeOut, type Out, type Scene } from "./scene.ts";
import { nameOf, newTalk, rebased, take, takeUp } from "./talk.ts";
import { spoken } from "./words.ts";
import type { World } from "./world.ts";

/** Changes that go into the same commit, given what will be answered. */
type Settle = (turned: Turned) => readonly Change[];

const attempts = 4;

export const turnOver =
  (parts: Parts) =>
  async (incoming: Incoming, settle: Settle = () => []): Promise<Turned> => {
    // What is outside is asked once, however often the commit is tried.
    const [understanding, fetchFile] = [heardOnce(parts.understanding), fetchedOnce(parts.fetchFile)];
    for (let attempt = 1; ; attempt++) {
      const { turned, changes, apart, language } = await once({ ...parts, understanding, fetchFile }, incoming);
      const how = await parts.store.commit([...changes, ...settle(turned)]);
      if (how === "done") {
        if (apart) await committed(parts.store, apart);
        return turned;
      }
      if (how === "taken") {
        const word = render({ say: "cardDone" }, language);
        const done: Turned = { messages: [], pressed: { word }, notices: false };
        // A card that was used up says so; an activity that came before is answered where it came first.
        return { ...done, elsewhere: (await parts.store.commit(settle(done))) === "taken" };
      }
      if (attempt === attempts) throw new Error(`The turn in "${laneOf(incoming)}" met newer data ${attempts} times in a row.`);
    }
  };

const committed = async (store: Store, apart: NonNullable<Full["apart"]>): Promise<void> => {
  for (let attempt = 1; attempt <= 5 * attempts; attempt++) if ((await store.commit(await apart(store))) === "done") return;
  throw new Error("What is kept apart met newer data too often.");
};

const fetchedOnce = (fetchFile: FetchFile): FetchFile => {
  const known = new Map<string, ReturnType<FetchFile>>();
  return (url) => {
    const fetched = known.get(url) ?? fetchFile(url);
    known.set(url, fetched);
    return fetched;
  };
};

/** The same words in the same place are heard once, however often the commit is tried: a model behind the rules is slow, and costs. */
const heardOnce = (understanding: Understanding): Understanding => {
  const known = new Map<string, Promise<Understood>>();
  return {
    ...understanding,
    hear: (heard) => {
      const { text, running, yesOrNo } = heard;
      const place = JSON.stringify([text, running?.flow, running?.asked, yesOrNo]);
      const understood = known.get(place) ?? understanding.hear(heard);
      known.set(place, understood);
      return understood;
    },
  };
};

const once = async (
  parts: Parts,
  incoming: Incoming,
): Promise<{ turned: Turned; changes: Change[]; apart: Full["apart"]; language: Language }> => {
  const { store, clock, municipality, retention, wheel, publicUrl, asksModel, newId, local } = parts;
  const now = clock();
  const today = dayInOslo(now);
  const world = await parts.world();
  const warning: readonly Line[] = holdsMask(incoming.what) ? [{ say: "identityMasked" }] : [];
  const who = await identify(parts, incoming, world, now);
  if ("reply" in who) {
    const said = spoken([...warning, ...who.reply.out], { person: "", language: municipality.language, today, newId });
    const others = await told(parts, who.reply.notices ?? [], world, today, now);
    return {
      turned: { messages: said.messages, notices: others.length > 0 },
      changes: [...(who.reply.changes ?? []), ...others],
      apart: undefined,
      language: municipality.language,
    };
  }
  const me = who.person;
  const rights = rightsOf(me, world.directory, today);
  const sight = newSight(rights, world.directory, now);
  const scene: Scene = {
    me,
    rights,
    sees: sight.sees,
    personal: incoming.personal,
    now,
    today,
    local,
    municipality,
    retention,
    wheel,
    publicUrl,
    asksModel,
    newId,
    directory: world.directory,
    catalogue: world.catalogue,
  };
  const talkId = `${incoming.conversation}/${me.id}`;
  const kept = await store.get("talk", talkId);
  const talk = kept?.value ?? newTalk(talkId, me.id, now);

  const meant = await commandOf(parts, incoming, scene, talk, world);
  const stepped = "step" in meant ? meant.step : await stepOf(parts, incoming, scene, talk, meant);
  const step = "first" in meant ? { ...stepped, out: [meant.first, ...stepped.out] } : stepped;
  const language: Language =
    step.language ?? me.language ?? ("language" in meant ? meant.language : undefined) ?? talk.language ?? municipality.language;
  const next: Talk = {
    ...step.talk,
    unclear: step.unclear ?? null,
    language: step.language ?? ("language" in meant ? meant.language : undefined) ?? talk.language,
    touched: now,
  };
  const card = "card" in meant ? meant.card : undefined;

  const shownOut = [...warning, ...(card && step.closing ? [step.closing, ...step.out.filter(isCard)] : step.out)];
  const said = spoken(shownOut, { person: me.id, language, today, newId });
  const others = await told(parts, step.notices ?? [], world, today, now);
  const files = filed(step.files ?? [], { person: me.id, language, now });
  const messages = step.offers ? [...said.messages, ...offered(files)] : said.messages;
  const changes: Change[] = [
    ...(incoming.personal && !step.erased ? [{ put: "talk", value: next, at: kept?.revision ?? 0 } as const] : []),
    ...(step.changes ?? []),
    ...said.changes,
    ...files,
    ...others,
    ...(await housekeeping(store, talk, next, card)),
    ...(step.erased ? [] : who.changes),
    ...(step.actAs !== undefined ? await acting(store, incoming, world, me, step.actAs) : []),
  ];
  return {
    turned: {
      ...pressedOr(messages, card, "word" in meant ? meant.word : undefined, language, step.closing !== undefined),
      notices: others.length > 0 || step.actAs !== undefined || who.changes.length > 0,
    },
    apart: step.apart,
    changes: [...changes, ...(await changesTold(store, changes, { by: me.id, at: now, directory: world.directory })), ...sight.told()],
    language,
  };
};

/** What the pressed card turns into: the last card of a running conversation stands where the pressed one stood. */
const pressedOr = (
  messages: readonly Outgoing[],
  card: CardRecord | undefined,
  word: Line | undefined,
  language: Language,
  closes: boolean,
): Omit<Turned, "notices"> => {
  if (word) return { messages, pressed: { word: render(word, language) } };
  const offers = messages.filter((m) => m.offer);
  if (offers.length > 0) {
    const rest = pressedOr(
      messages.filter((m) => !m.offer),
      card,
      undefined,
      language,
      closes,
    );
    return { ...rest, messages: [...rest.messages, ...offers] };
  }
  if (!card) return { messages };
  if (card.doing === null && !card.once) {
    const text = messages.length > 0 && messages.every((m) => m.card === null) ? messages.map((m) => m.text).join(" ") : undefined;
    return text ? { messages: [], pressed: { word: text } } : { messages, pressed: { word: render({ say: "seeBelow" }, language) } };
  }
  // What has come to its end stands where it was, and what may be done next comes after it.
  const at = closes ? messages.findIndex((m) => m.card !== null) : messages.findLastIndex((m) => m.card !== null);
  const [first] = messages;
  if (at >= 0) return { messages: messages.filter((_m, i) => i !== at), pressed: { card: messages[at] ?? { text: "", card: null } } };
  return {
    messages: [],
    pressed: {
      card: spoken([{ card: "message", data: { lines: messages.map((m) => m.text), buttons: [] }, acts: {} }], {
        person: "",
        language,
        today: "2000-01-01",
        newId: () => "",
      }).messages[0] ??
        first ?? { text: "", card: null },
    },
  };
};

const stepOf = async (
  parts: Parts,
  incoming: Incoming,
  scene: Scene,
  before: Talk,
  meant: { command: Command; inputs?: Fill; card?: CardRecord; written?: Readonly<Record<string, string>> },
): Promise<Full> => {
  const { flows, pages, store } = parts;
  const { command } = meant;
  if (!incoming.personal && command.do === "unclear")
    return stepOf(parts, incoming, scene, before, { command: { do: "ask", page: "unclear", about: { said: "" } } });
  if (!incoming.personal && !(command.do === "ask" && own(pages, command.page)?.inPublic?.(command.about)))
    return { talk: before, out: [{ say: "comeToMe" }] };
  const { talk, moved } = await currentOf(store, scene, before);
  if (moved) {
    const again = takeUp(scene, talk, flows);
    return { ...again, out: [{ say: talk.doing ? "changedMeanwhile" : "noLongerThere" }, ...again.out] };
  }
  const subject = command.do === "start" && command.subject !== undefined ? await store.get("measure", command.subject) : undefined;
  if (command.do === "start" && command.subject !== undefined) {
    const refused = notToChange(scene, subject?.value);
    if (refused) return { talk, out: [refused] };
  }
  const of = subject ? { value: { ...subject.value }, revision: subject.revision } : null;
  const step = take(scene, talk, command, flows, meant.inputs ?? {}, of);
  if (!step.opens) return step;
  const { page: id, about } = step.opens;
  const page = own(pages, id);
  const written = (page?.written ?? []).flatMap((name) => {
    const text = own(meant.written ?? {}, name)?.trim();
    return text ? [[name, text] as const] : [];
  });
  const parsed = page?.about.safeParse({ ...about, ...Object.fromEntries(written) });
  if (!page || !parsed?.success) return { talk, out: [{ say: "notUnderstood" }] };
  if (!may(scene.rights, page.act)) return { talk, out: [{ say: "notAllowed" }] };
  if (id === "help" && talk.doing && (about as { greeting?: boolean }).greeting) {
    const again = takeUp(scene, talk, flows);
    return { ...again, out: [{ say: "welcomeBack", what: nameOf(talk.doing) }, ...again.out] };
  }
  const answer = await page.answer(parsed.data, scene, store, talk);
  const once: Change[] = meant.card?.once ? [{ claim: `card:${meant.card.id}` }] : [];
  const after: Talk = {
    ...step.talk,
    offer: answer.offer ?? null,
    undo: answer.undone || (answer.changes ?? []).length > 0 ? null : step.talk.undo,
  };
  const done = { ...answer, changes: [...(step.changes ?? []), ...(answer.changes ?? []), ...once] };
  if (answer.next) {
    const further = await stepOf(parts, incoming, scene, after, { command: answer.next });
    return {
      ...further,
      out: [...answer.out, ...further.out],
      changes: [...done.changes, ...(further.changes ?? [])],
      notices: [...(answer.notices ?? []), ...(further.notices ?? [])],
    };
  }
  // A question of the page's own is not to be followed by another.
  const isAside = incoming.personal && talk.doing && !("actAs" in answer) && !answer.offer && !answer.erased;
  const again = isAside ? takeUp(scene, after, flows) : { talk: after, out: [] as Out[] };
  return { ...done, talk: again.talk, out: [...answer.out, ...again.out] };
};

/**
 * The talk as it may stand today: what is about a record that is gone, or no longer this person's to change, has ended;
 * what is being filled in follows a record that somebody else has changed.
 */
const currentOf = async (store: Store, { rights, sees }: Scene, talk: Talk): Promise<{ talk: Talk; moved: boolean }> => {
  const fresh = async ({ subject }: Doing) => {
    const kept = subject ? await store.get("measure", String(subject.value.id)) : undefined;
    return kept && may(rights, "measure.change", { measure: kept.value }) ? kept : undefined;
  };
  const waiting = [];
  for (const one of talk.waiting) if (!one.subject || (await fresh(one))) waiting.push(one);
  const { doing } = talk;
  if (!doing?.subject) return { talk: { ...talk, waiting }, moved: false };
  const now = await fresh(doing);
  if (!now) return { talk: { ...talk, waiting, doing: null }, moved: true };
  if (now.revision === doing.subject.revision) return { talk: { ...talk, waiting }, moved: false };
  sees("measure.see", { measure: now.value });
  return { talk: { ...talk, waiting, doing: rebased(doing, { value: { ...now.value }, revision: now.revision }) }, moved: true };
};

/** Messages to others, in their own language. */
const told = async (
  { municipality, newId }: Parts,
  notices: readonly NoticeOut[],
  world: World,
  today: string,
  now: string,
): Promise<Change[]> =>
  notices.flatMap((n): Change[] => {
    const language = world.directory.person(n.to)?.language ?? municipality.language;
    const { messages, changes } = spoken([n.out], { person: n.to, language, today, newId });
    return [
      ...changes,
      ...messages.map(
        (message): Change => ({
          put: "notice",
          value: { id: newId(), to: n.to, created: now, message, state: "pending", attempts: 0 },
          at: 0,
        }),
      ),
    ];
  });

/** Cards of a conversation go when it ends, but for the one that was pressed, which still gets a true answer. */
const housekeeping = async (store: Store, before: Talk, after: Talk, pressed: CardRecord | undefined): Promise<Change[]> => {
  const gone =
    before.doing && after.ended[0]?.id === before.doing.id && before.ended[0]?.id !== before.doing.id ? before.doing.id : undefined;
  if (!gone) return [];
  const cards = await store.find("card", { doing: gone });
  return cards
    .filter((c) => c.value.id !== pressed?.id && c.value.id !== before.doing?.card)
    .map((c) => ({ remove: "card", id: c.value.id }));
};

/** Local mode: from now on the person at the keyboard is somebody else; what waits for that person is delivered here. */
const acting = async (store: Store, incoming: Incoming, world: World, me: Person, who: string | null): Promise<Change[]> => {
  const lane = laneOf(incoming);
  const there = who ?? world.directory.byObjectId(incoming.from.aadObjectId ?? "")?.id;
  return [
    who === null ? { remove: "acting", id: lane } : { put: "acting", value: { lane, person: who } },
    ...((await store.get("address", me.id)) ? [{ remove: "address", id: me.id } as const] : []),
    ...(there ? [{ put: "address", value: { person: there, reference: { ...incoming.reference } } } as const] : []),
  ];
};
