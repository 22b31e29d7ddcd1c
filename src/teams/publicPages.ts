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
      `${who} er behandlingsansvarlig. Kompis lagrer hvem du er og hvor du jobber, opplæringen du eller lederen din logger, tiltak og forslag, hvem som har sett på eller endret noe om deg, og det som trengs for at samtalen skal henge sammen.`,
      "Opplæringen din ser du, lederen din, lederne over og HR. Det du merker «bare for meg», er det bare du som ser. Ledere, HR og tillitsvalgte kan se hvor mange som har tatt et kurs, men aldri tall som kan røpe noe om færre enn fem.",
      "Tiltak for en virksomhet kan alle ansatte se. Når et tiltak gjelder én person eller nevner noen ved navn, er det bare de det gjelder, den ansvarlige, lederen og HR som ser det.",
      "Det du skriver, blir ikke skrevet i logger, og ingen utenfor kommunen får det fra Kompis. Fødselsnumre blir ikke lagret. Microsoft Teams tar vare på selve chatten slik kommunen har bestemt.",
      "Skriv «hva vet du om meg?», «hvem har sett på opplysningene mine?», «eksporter dataene mine» eller «slett meg» til Kompis. Filen du får, sier også hvorfor opplysningene blir lagret, og hvor lenge. Du kan alltid spørre HR.",
    ]),
    "/terms": simplePage("Vilkår for Kompis", [
      `Kompis er et arbeidsverktøy for ansatte i ${who}. Kompis gir ikke råd om lov, lønn eller avtaler.`,
      "Programmet er fritt tilgjengelig under MIT-lisensen og leveres uten garanti.",
    ]),
  };
};
