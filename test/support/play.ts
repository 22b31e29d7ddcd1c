/**
 * Plays a transcript: what people say and press is taken from the file, what the bot says is written down as it comes.
 * The whole is compared with the file, so a difference is a readable diff. See test/README.md for the form.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pages } from "../../src/answers/index.ts";
import { catalogueOf } from "../../src/catalogue/search.ts";
import type { Parts, Turned } from "../../src/dialogue/parts.ts";
import { turnOver } from "../../src/dialogue/turn.ts";
import { worldMoved, worldOver } from "../../src/dialogue/world.ts";
import { addDays, dayInOslo, instantInOslo } from "../../src/domain/day.ts";
import { masked } from "../../src/domain/identityNumber.ts";
import { flows } from "../../src/flows/index.ts";
import type { Incoming } from "../../src/ports/incoming.ts";
import type { Gate, Outgoing } from "../../src/ports/records.ts";
import { gateId } from "../../src/ports/records.ts";
import type { Kind } from "../../src/ports/store.ts";
import { newGate } from "../../src/reminders/gate.ts";
import { sweep } from "../../src/reminders/sweep.ts";
import { openStore } from "../../src/store/lowdb.ts";
import { render } from "../../src/text/render.ts";
import { readMunicipality, readRetention, readSample, readYearWheel } from "../../src/transfer/sample.ts";
import { rules } from "../../src/understanding/rules.ts";

const sample = new URL("../../data/sample", import.meta.url).pathname;
/** Kinds whose changes are shown as "Lagret:". */
const told: readonly Kind[] = ["measure", "training", "suggestion", "followUp", "developmentTalk", "extension"];

type Node = { readonly [key: string]: unknown };
const nodes = (value: unknown): Node[] =>
  Array.isArray(value)
    ? value.flatMap(nodes)
    : typeof value === "object" && value !== null
      ? [value as Node, ...Object.values(value).flatMap(nodes)]
      : [];
const cardNodes = (card: Outgoing["card"]) => nodes(card);
const buttonsOf = (card: Outgoing["card"]) => cardNodes(card).filter((n) => n.type === "Action.Execute");

/** A message as a person reads it: the text, inputs as they stand, buttons in brackets. */
const asRead = (message: Outgoing): string[] => {
  if (!message.card) return [message.text];
  const inputs = cardNodes(message.card).flatMap((n) => {
    if (n.type === "Input.ChoiceSet") {
      const chosen = String(n.value).split(",");
      const options = (n.choices as { title: string; value: string }[]).map(
        (c) => `${chosen.includes(c.value) ? "(x)" : "( )"} ${c.title}`,
      );
      return [`<${n.label}> ${options.join(" ")}`];
    }
    if (n.type === "Input.Toggle") return [`<${n.label}> ${n.value === "true" ? "(x)" : "( )"}`];
    return n.type === "Input.Text" ? [`<${n.label}> ${n.value || "…"}`] : [];
  });
  const buttons = buttonsOf(message.card)
    .map((b) => `[${b.title}]`)
    .join(" ");
  return [...message.text.split("\n"), ...inputs, ...(buttons ? [buttons] : [])];
};

const bot = (message: Outgoing, who = "Bot"): string =>
  asRead(message)
    .map((line, i) => (i === 0 ? `${who}: ${line}` : `${" ".repeat(who.length + 2)}${line}`))
    .join("\n");

/** @param seen is given every message that leaves */
export const play = async (transcript: string, seen: (message: Outgoing) => void = () => {}): Promise<string> => {
  // Only what is restarted needs a folder.
  const folder = /^Omstart\.$/m.test(transcript) ? mkdtempSync(join(tmpdir(), "kompis-")) : null;
  let now = instantInOslo("2026-11-23", "09:00");
  let ids = 0;
  const clock = () => now;
  let store = await openStore(folder, clock);
  await store.commit([...readSample(sample), await worldMoved(store)]);
  const setGate = async (now: Partial<Gate>) => {
    const kept = await store.get("gate", gateId);
    await store.commit([{ put: "gate", value: { ...(kept?.value ?? newGate), ...now }, at: kept?.revision ?? 0 }]);
  };
  // Transcripts of other things are not to be disturbed.
  await setGate({ stopped: true });
  const municipality = readMunicipality(`${sample}/municipality.json`);
  const newParts = (): Parts => ({
    store,
    clock,
    municipality,
    retention: readRetention("data/retention.json"),
    wheel: readYearWheel("data/yearwheel.json"),
    publicUrl: "https://kompis.fjellvik.example",
    flows,
    pages,
    understanding: rules,
    world: worldOver(store, catalogueOf),
    lookUp: async () => undefined,
    fetchFile: async () => "failed",
    asksModel: false,
    newId: () => `id-${++ids}`,
    local: false,
  });
  let parts = newParts();
  let take = turnOver(parts);
  /** The newest card that each person has, with all that came before it. */
  const shown = new Map<string, Outgoing[]>();
  const out: string[] = [];

  const state = async () => {
    const all = new Map<string, { kind: Kind; value: Node; revision: number }>();
    for (const kind of told)
      for (const k of await store.find(kind))
        all.set(`${kind}/${"id" in k.value ? k.value.id : ""}`, { kind, value: k.value as Node, revision: k.revision });
    return all;
  };
  const differences = async (before: Awaited<ReturnType<typeof state>>) => {
    const after = await state();
    for (const [key, { kind, value, revision }] of after)
      if (before.get(key)?.revision !== revision) {
        const old = before.get(key)?.value ?? {};
        const news = Object.entries(value).filter(
          ([name, v]) =>
            v !== null &&
            v !== false &&
            !["id", "registered", "logged", "created"].includes(name) &&
            JSON.stringify(v) !== JSON.stringify(old[name]),
        );
        out.push(`Lagret: ${kind} ${news.map(([name, v]) => `${name}=${JSON.stringify(v)}`).join(" ")}`);
      }
    for (const [key, { kind }] of before) if (!after.has(key)) out.push(`Slettet: ${kind}`);
  };

  /** By first name; everybody where nobody is named. */
  let followed: ReadonlySet<string> | undefined;
  const deliver = async () => {
    const { directory } = await parts.world();
    for (const { value } of await store.find("notice")) {
      const person = directory.person(value.to);
      if (!person?.hasTeams) continue;
      const name = person.name.split(" ")[0] ?? "";
      seen(value.message);
      if (!followed || followed.has(name))
        out.push(bot(value.message, value.instead ? `Bot endrer kortet til ${name}` : `Bot til ${name}`));
      const pushed = value.push && (await store.get("push", value.push));
      if (pushed) await store.commit([{ put: "push", value: { ...pushed.value, message: value.id }, at: pushed.revision }]);
      shown.set(value.to, [...(shown.get(value.to) ?? []), value.message]);
      await store.commit([{ remove: "notice", id: value.id }]);
    }
  };

  const say = async (who: string, what: Incoming["what"], personal = true) => {
    const { directory } = await parts.world();
    const person = directory.named(who).find((p) => p.hasTeams) ?? directory.person(who);
    const before = await state();
    const turned: Turned = await take({
      conversation: personal ? `a:${person?.id ?? who}` : "19:kanal",
      personal,
      from: { id: `29:${who}`, aadObjectId: person?.aadObjectId ?? `ukjent-${who}`, name: who },
      reference: { conversation: { id: who } },
      what: masked(what),
    });
    const pressed = turned.pressed && ("card" in turned.pressed ? [turned.pressed.card] : [{ text: turned.pressed.word, card: null }]);
    const messages = [...(pressed ?? []), ...turned.messages];
    for (const m of messages) {
      seen(m);
      out.push(bot(m));
    }
    if (person) shown.set(person.id, [...(shown.get(person.id) ?? []), ...messages]);
    await differences(before);
    await deliver();
  };

  const personCalled = async (name: string) => (await parts.world()).directory.data.people.find((p) => p.name === name);
  /** The new one leads from the day, and the other to the day before. */
  const changeLeader = async (day: string, heir: string, before: string) => {
    const [next, old] = [await personCalled(heir), await personCalled(before)];
    const led = (await store.find("leadership")).filter(({ value }) => value.person === old?.id && value.to === null);
    await store.commit([
      ...led.flatMap(({ value, revision }) => [
        { put: "leadership", value: { ...value, to: addDays(day, -1) }, at: revision } as const,
        { put: "leadership", value: { ...value, id: `${value.id}-${day}`, person: next?.id ?? "", from: day } } as const,
      ]),
      await worldMoved(store),
    ]);
  };
  /** People enough to make so many, named after those of the sample. */
  const hire = async (where: string, n: number) => {
    const { directory } = await parts.world();
    const unit = directory.data.units.find((u) => u.name === where);
    const here = directory.peopleIn(unit?.id ?? "", dayInOslo(now));
    const names = directory.data.people.map((p) => p.name.split(" "));
    const hired = Array.from({ length: Math.max(0, n - here.length) }, (_, i) => ({
      id: `hired-${i}`,
      name: `${names[i]?.[0]} ${names[(i * 7 + 3) % names.length]?.at(-1)}`,
      aadObjectId: null,
      email: null,
      hasTeams: true,
      groups: [],
      language: null,
      hired: "2020-01-01",
      positions: [{ unit: unit?.id ?? "", role: "helsefagarbeider", percent: 75, from: "2020-01-01", to: null, holdsTalk: true }],
    }));
    await store.commit([...hired.map((value) => ({ put: "person", value }) as const), await worldMoved(store)]);
  };

  /** One morning; the day is written where somebody hears something. */
  const morning = async (isWritten: boolean) => {
    const before = out.length;
    await sweep(parts);
    await deliver();
    if (isWritten && out.length > before) out.splice(before, 0, `     – ${render({ weekday: dayInOslo(now) }, "nb")} –`);
  };

  const press = async (who: string, title: string, filled: Readonly<Record<string, string>>, times: number, older: boolean) => {
    const { directory } = await parts.world();
    const person = directory.named(who).find((p) => p.hasTeams);
    const cards = (shown.get(person?.id ?? "") ?? []).filter((m) => buttonsOf(m.card).some((b) => b.title === title));
    const card = older ? cards.at(-2) : cards.at(-1);
    if (!card) return void out.push(`!! ${who} har ikke noe kort med knappen «${title}».`);
    const button = buttonsOf(card.card).findLast((b) => b.title === title);
    const inputs = Object.fromEntries(
      cardNodes(card.card)
        .filter((n) => String(n.type).startsWith("Input."))
        .map((n) => {
          const given = filled[String(n.label)];
          const options = (n.choices as { title: string; value: string }[] | undefined) ?? [];
          const codes = given
            ?.split(", ")
            .map((g) => options.find((o) => o.title === g)?.value ?? g)
            .join(",");
          return [String(n.id), codes ?? String(n.value ?? "")];
        }),
    );
    const data = button?.data as { card: string; act: string };
    for (let i = 0; i < times; i++) await say(who, { press: { ...data, inputs } });
  };

  try {
    for (const line of transcript.split("\n")) {
      if (/^(Bot|Lagret|Slettet|!!|\s|#?$)/.test(line) && !line.startsWith("#")) {
        if (line === "") out.push("");
        continue;
      }
      out.push(line);
      const time = /^Klokken er (\d{4}-\d{2}-\d{2}) (\d{2}:\d{2})\.$/.exec(line);
      const until = /^Til (\d{4}-\d{2}-\d{2})\.$/.exec(line)?.[1];
      const names = /^Vi følger (.+)\.$/.exec(line)?.[1];
      const lead = /^Fra (\d{4}-\d{2}-\d{2}) leder (.+?) i stedet for (.+)\.$/.exec(line);
      const more = /^(.+) har (\d+) ansatte\.$/.exec(line);
      if (lead) await changeLeader(lead[1] ?? "", lead[2] ?? "", lead[3] ?? "");
      else if (more) await hire(more[1] ?? "", Number(more[2]));
      else if (names) followed = new Set(names.split(/, | og /));
      else if (until || line === "Neste dag.") {
        const last = until ?? addDays(dayInOslo(now), 1);
        for (let today = addDays(dayInOslo(now), 1); today <= last; today = addDays(today, 1)) {
          now = instantInOslo(today, "09:00");
          await morning(true);
        }
      } else if (line === "Påminnelsene går.") {
        const year = Number(now.slice(0, 4));
        const seasons = [year, year + 1].flatMap((y) => [`talks/${y}`, `gap/${y}`]);
        await setGate({ stopped: false, planned: dayInOslo(now), seasons });
      } else if (line === "Påminnelsene venter på HR.") await setGate({ stopped: false, planned: dayInOslo(now) });
      else if (time?.[1] && time[2]) now = instantInOslo(time[1], time[2]);
      else if (line === "Omstart.") {
        await store.close();
        store = await openStore(folder, clock);
        parts = newParts();
        take = turnOver(parts);
      } else if (line === "Kompis ser etter.") {
        await morning(false);
      } else {
        const pressing = /^(.+?): \[(?:fyller ut (.+?) og )?trykker (.+?)( på et eldre kort)?(?: (\d+) ganger)?\]$/.exec(line);
        const speaking = /^(.+?)( i kanalen)?: (.*)$/.exec(line);
        if (pressing?.[1] && pressing[3]) {
          const filled = Object.fromEntries(
            [...(pressing[2] ?? "").matchAll(/(.+?) «(.*?)»(?:, |$)/g)].map((m) => [m[1] ?? "", m[2] ?? ""]),
          );
          await press(pressing[1], pressing[3], filled, Number(pressing[5] ?? 1), pressing[4] !== undefined);
        } else if (speaking?.[1] && !line.startsWith("#")) {
          const text = speaking[3] ?? "";
          const what: Incoming["what"] =
            text === "[sender et bilde]"
              ? { unreadable: true }
              : text === "[åpner chatten]"
                ? { arrived: true }
                : { text: text.replaceAll("\\n", "\n") };
          await say(speaking[1], what, speaking[2] === undefined);
        }
      }
    }
    await store.close();
  } finally {
    if (folder) rmSync(folder, { recursive: true, force: true });
  }
  return `${out.join("\n").replace(/\n+$/, "")}\n`;
};
