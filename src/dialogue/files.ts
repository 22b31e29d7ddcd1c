/** Files made for a person to fetch: data as it stands, and a page to read. */
import type { Instant } from "../domain/day.ts";
import type { Language } from "../domain/language.ts";
import type { Change } from "../ports/store.ts";
import { render } from "../text/render.ts";
import type { ButtonWords, Phrase } from "../text/words.ts";
import { menu } from "./menu.ts";
import type { CardOut } from "./scene.ts";

/** A heading, what stands there, and a word of why. */
export type Section = { readonly title: Phrase; readonly lines: readonly Phrase[]; readonly notes?: readonly Phrase[] };
export type FileOut = { readonly id: string; readonly name: string } & (
  | { readonly json: unknown }
  | { readonly heading: Phrase; readonly sections: readonly Section[] }
);

/** Where the files can be fetched, each once. */
export const fileLinks = (
  publicUrl: string,
  lines: readonly Phrase[],
  files: readonly { readonly id: string; readonly button: keyof ButtonWords }[],
): CardOut => menu(lines, {}, { links: files.map(({ id, button }) => ({ title: { button }, url: `${publicUrl}/files/${id}` })) });

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
): Change[] =>
  files.map((file) => ({
    put: "file",
    value: {
      id: file.id,
      person: to.person,
      name: file.name,
      type: "json" in file ? "application/json" : "text/html; charset=utf-8",
      text: "json" in file ? JSON.stringify(file.json, null, 2) : pageOf(file.heading, file.sections, to.language),
      expires: new Date(Date.parse(to.now) + waits).toISOString(),
    },
    at: 0,
  }));
