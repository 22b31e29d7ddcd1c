/** The pages that the app package points to: what Kompis is, how it treats what people write, and on what terms it is used. */
import type { Municipality } from "../ports/settings.ts";

const escaped = (text: string) => text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);

/** Titles and paragraphs are HTML. */
export const simplePage = (title: string, paragraphs: readonly string[]) => `<!doctype html>
<html lang="nb"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title>
<style>body{font:1.1rem/1.5 system-ui,sans-serif;max-width:38rem;margin:2rem auto;padding:0 1rem}</style></head>
<body><main><h1>${title}</h1>${paragraphs.map((p) => `<p>${p}</p>`).join("")}</main></body></html>`;

/** HTML by path. */
export const publicPages = ({ name }: Municipality): Readonly<Record<string, string>> => {
  const who = escaped(name);
  return {
    "/": simplePage("Kompis", [
      `Kompis hjelper ansatte og ledere i ${who} med kurs, opplæring og kompetansetiltak, i Microsoft Teams.`,
      "Åpne Teams, søk etter Kompis og skriv «hjelp».",
    ]),
    "/privacy": simplePage("Personvern i Kompis", [
      `${who} er behandlingsansvarlig. Kompis lagrer opplæringen du logger, tiltakene som registreres, og det som trengs for at samtalen skal henge sammen.`,
      "Opplæringen din ser du, lederen din, lederne over og HR. Det du merker «bare for meg», er det bare du som ser. Tiltak for en virksomhet kan alle ansatte se.",
      "Det du skriver, blir ikke skrevet i logger, og ingen utenfor kommunen får det fra Kompis. Microsoft Teams tar vare på selve chatten slik kommunen har bestemt.",
      "Skriv «hva vet du om meg?», «hvem har sett på opplysningene mine?», «eksporter dataene mine» eller «slett meg» til Kompis, eller spør HR.",
    ]),
    "/terms": simplePage("Vilkår for Kompis", [
      `Kompis er et arbeidsverktøy for ansatte i ${who}. Kompis gir ikke råd om lov, lønn eller avtaler.`,
      "Programmet er fritt tilgjengelig under MIT-lisensen og leveres uten garanti.",
    ]),
  };
};
