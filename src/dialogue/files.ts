/** Files made for a person to fetch: data as it stands, and a page to read. */
import type { Instant } from "../domain/day.ts";
import type { Language } from "../domain/language.ts";
import type { Outgoing } from "../ports/records.ts";
import type { Put } from "../ports/store.ts";
import { render } from "../text/render.ts";
import type { ButtonWords, Phrase } from "../text/words.ts";
import { menu } from "./menu.ts";
import type { CardOut, Line, Out, Scene } from "./scene.ts";

/** A heading, what stands there, and a word of why. */
export type Section = { readonly title: Phrase; readonly lines: readonly Phrase[]; readonly notes?: readonly Phrase[] };
export type FileOut = { readonly id: string; readonly name: string } & (
  | { readonly json: unknown }
  | { readonly bytes: Uint8Array; readonly type: string }
  | { readonly heading: Phrase; readonly sections: readonly Section[] }
);

/** Where the files can be fetched, each once. */
export const fileLinks = (
  publicUrl: string,
  lines: readonly Phrase[],
  files: readonly { readonly id: string; readonly button: keyof ButtonWords }[],
): CardOut => menu(lines, {}, { links: files.map(({ id, button }) => ({ title: { button }, url: `${publicUrl}/files/${id}` })) });

/** Handed out the way it is done here: asked about in Teams, or behind an address that is good once. */
export const handedOut = (
  { local, publicUrl, municipality, directory }: Scene,
  said: Line,
  files: readonly FileOut[],
): { readonly files: readonly FileOut[]; readonly offers: boolean; readonly out: readonly Out[] } => {
  if (!local) return { files, offers: true, out: [said, { say: "fileOffered" }] };
  if (publicUrl)
    return {
      files,
      offers: false,
      out: [
        fileLinks(
          publicUrl,
          [said, { say: "exportOnce" }],
          files.map(({ id }) => ({ id, button: "download" })),
        ),
      ],
    };
  return {
    files: [],
    offers: false,
    out: [{ say: "exportNowhere", who: directory.person(municipality.contact.person)?.name ?? municipality.name }],
  };
};

/** How long a file waits to be fetched, in milliseconds. */
const waits = 10 * 60_000;

const escaped = (text: string) => text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);

const pageOf = (heading: Phrase, sections: readonly Section[], language: Language): string => {
  const said = (phrase: Phrase) => escaped(render(phrase, language));
  const section = ({ title, lines, notes = [] }: Section) =>
    `<section><h2>${said(title)}</h2><ul>${lines.map((l) => `<li>${said(l)}</li>`).join("")}</ul>${notes.map((n) => `<p>${said(n)}</p>`).join("")}</section>`;
  return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${said(heading)}</title>
<style>body{font:1.1rem/1.5 system-ui,sans-serif;max-width:42rem;margin:2rem auto;padding:0 1rem}p{color:#555}</style></head>
<body><main><h1>${said(heading)}</h1>${sections.map(section).join("\n")}</main></body></html>`;
};

/** The files as records, to be committed with the turn that promises them. */
export const filed = (
  files: readonly FileOut[],
  to: { readonly person: string; readonly language: Language; readonly now: Instant },
): (Put & { readonly put: "file" })[] => {
  const expires = new Date(Date.parse(to.now) + waits).toISOString();
  const content = (file: FileOut) =>
    "json" in file
      ? ({ type: "application/json", text: JSON.stringify(file.json, null, 2), encoding: "utf8" } as const)
      : "bytes" in file
        ? ({ type: file.type, text: Buffer.from(file.bytes).toString("base64"), encoding: "base64" } as const)
        : ({ type: "text/html; charset=utf-8", text: pageOf(file.heading, file.sections, to.language), encoding: "utf8" } as const);
  return files.map((file) => ({
    put: "file",
    value: { id: file.id, person: to.person, name: file.name, ...content(file), expires },
    at: 0,
  }));
};

/** Each of them as a question to the person: take it, or not. */
export const offered = (records: ReturnType<typeof filed>): Outgoing[] =>
  records.map(({ value: { id, name, text, encoding } }) => ({
    text: name,
    card: null,
    offer: { file: id, name, size: Buffer.byteLength(text, encoding) },
  }));
