/**
 * The main jobs, done by typing and pressing in the Playground in headless Chromium (`npm run e2e`). Prints a line for each
 * and saves what was seen to appPackage/screenshots; ends with 0, or with 1 and the job that failed. Without a chromium it
 * says so and ends with 0.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { around, playgroundConfig, startPlayground } from "../../src/playground.ts";
import { readMunicipality, readPlayed } from "../../src/transfer/sample.ts";
import { freePort, startBot } from "../support/process.ts";
import { findChromium, openPlayground, type PlaygroundPage } from "./playground.ts";

const pictures = new URL("../../appPackage/screenshots/", import.meta.url).pathname;
const sample = "data/sample";
/** A Monday in the working hours, so that every run shows the same days. */
const now = "2026-11-23T09:00:00Z";

type Job = { readonly name: string; readonly run: (k: PlaygroundPage, restart: () => Promise<void>) => Promise<void> };

/** @throws Error that tells what was looked for and what was seen instead. */
const shows = (seen: string, ...wanted: readonly (string | RegExp)[]): void => {
  const flat = seen.replaceAll(/\s+/g, " ");
  for (const one of wanted)
    if (!(typeof one === "string" ? flat.includes(one) : one.test(flat))) throw new Error(`Expected ${one}, but this is shown: ${flat}`);
};
const hides = (seen: string, unwanted: string): void => {
  if (seen.includes(unwanted)) throw new Error(`Did not expect ${unwanted}, but this is shown: ${seen}`);
};
const last = async (k: PlaygroundPage): Promise<string> => (await k.lastTexts(1))[0] ?? "";
const says = async (k: PlaygroundPage, text: string, ...wanted: readonly (string | RegExp)[]): Promise<void> => {
  await k.say(text);
  shows(await last(k), ...wanted);
};
/** What has waited for Kari comes when she is herself again. */
const asKari = async (k: PlaygroundPage): Promise<void> => {
  await k.say("bytt til meg");
  await k.settle();
  shows((await k.lastTexts(3)).join(" "), /Nå er du deg selv igjen|No er du deg sjølv igjen/);
};
const picture = (k: PlaygroundPage, name: string) => k.screenshot(join(pictures, `${name}.png`), { notices: false });

const newPage = async (k: PlaygroundPage) => {
  const page = await k.page.context().browser()?.newPage();
  if (!page) throw new Error("The browser is closed.");
  return page;
};

/** The file behind an address, by the page with the button; the second time it must be gone. */
const fetchedOnce = async (k: PlaygroundPage, address: string): Promise<string> => {
  const page = await newPage(k);
  await page.goto(address);
  shows(await page.innerText("body"), "Filen din er klar", "én gang");
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Last ned" }).click();
  const text = readFileSync(await (await download).path(), "utf8");
  await page.goto(address);
  shows(await page.innerText("body"), "Denne lenken virker ikke lenger");
  await page.close();
  return text;
};

const jobs: readonly Job[] = [
  {
    name: "Kari is greeted as a leader",
    run: async (k) => {
      shows(await last(k), "Hei, Kari!", "Jeg er Kompis", "nytt tiltak");
      await picture(k, "welcome");
    },
  },
  {
    name: "Kari registers a measure in a sentence, corrects it and saves",
    run: async (k) => {
      await says(k, "nytt tiltak: førstehjelp for alle i hjemmetjenesten, innen 1. mai, 6000 kr", "spørsmål 3 av 9", "Hva er målet");
      await picture(k, "measure-question");
      await says(k, "alle har bestått den praktiske prøven innen mai", "Stemmer dette?", "6 000 kr", "innen 1. mai 2027", "Kari Nordli");
      await says(k, "fristen er 15. mai", "innen 15. mai 2027");
      await says(k, "det koster 8000 kr", "8 000 kr", "innen 15. mai 2027");
      await says(k, "ansvarlig er Siv Engesæth", "Ansvarlig", "Siv Engesæth");
      await picture(k, "measure-summary");
      await k.press("Lagre");
      shows(await last(k), "er lagret", "8 000 kr", "Siv Engesæth får beskjed");
      await picture(k, "measure-saved");
    },
  },
  {
    name: "Kari fills in the form with all nine fields",
    run: async (k) => {
      await says(k, "nytt tiltak", "spørsmål 1 av 9");
      await k.press("Fyll ut i skjema");
      await k.fill("Tiltakets navn", "Trygg forflytning");
      await k.fill("Ansvarlig", "Lillian Moaune");
      await k.fill("Mål og kriterier", "Halvparten så mange ryggskader i 2027 som i 2026");
      await k.fill("Målgruppe", "Alle i turnus, også nattevaktene");
      await k.fill("Slik når vi målet", "Opplæring av egne instruktører");
      await k.fill("Gjennomføring", "To timer i hver sone, på treningsrommet");
      await k.fill("Tidsrom og frist", "fra 1. februar til 30. april 2027");
      await k.fill("Økonomi", "innenfor rammen");
      await k.fill("Evaluering", "Vi teller skadene og snakker om det på sonemøtet");
      await picture(k, "measure-form");
      await k.press("Gå videre");
      shows(await last(k), "Stemmer dette?", "Trygg forflytning", "Lillian Moaune", "1. februar–30. april 2027", "Innenfor rammen");
      await k.press("Lagre");
      shows(await last(k), "«Trygg forflytning» er lagret");
    },
  },
  {
    name: "Kari keeps a draft",
    run: async (k) => {
      await says(k, "nytt tiltak: veiledning av lærlinger", "Hva er målet");
      await says(k, "alle lærlinger har en veileder som har tatt kurset innen august", "Hvem er det for?");
      await says(k, "lagre utkast", /Utkastet «Veiledning av lærlinger» er lagret/);
    },
  },
  {
    name: "Ola logs training and undoes it",
    run: async (k) => {
      await says(k, "bytt til Ola", "Nå prøver du meg som Ola Tangvik (helsefagarbeider)");
      await says(k, "tok førstehjelp i går, 2 timer", "Stemmer dette?", "søndag 22. november 2026", "2 timer", "Du, Kari Nordli");
      await picture(k, "training-summary");
      await k.press("Lagre");
      shows(await last(k), "«Førstehjelp» er logget");
      await says(k, "angre", "Da er det fjernet igjen");
    },
  },
  {
    name: "Ola sees what he lacks and which courses suit him",
    run: async (k) => {
      await says(k, "hva mangler jeg", "2 av 7 krav", "Smittevern og hygiene");
      await picture(k, "lacking");
      await says(k, "hvilke kurs passer for meg?", "Kurs som passer for deg", "Smittevern og håndhygiene", "Og 13 til");
      await picture(k, "courses");
      await k.press("Vis flere");
    },
  },
  {
    name: "Ola asks about a role and about a topic",
    run: async (k) => {
      await says(k, "hvilke kurs passer for en vernepleier?", "Kurs for rollen vernepleier");
      await says(k, "når er neste førstehjelpskurs?", "9. desember 2026", "Brannstasjonen");
    },
  },
  {
    name: "Ola suggests a measure",
    run: async (k) => {
      await says(k, "nytt tiltak: forflytningskurs for nattevaktene", "ledere og HR som registrerer tiltak");
      await k.press("Send forslag");
      shows(await last(k), "Hva vil det føre til?");
      await says(k, "færre vonde rygger", "Forslaget går til Kari Nordli");
      await k.press("Send");
      shows(await last(k), "Forslaget er sendt til Kari Nordli");
      await asKari(k);
      shows((await k.lastTexts(3)).join(" "), "Ola Tangvik foreslår et tiltak", "Færre vonde rygger");
    },
  },
  {
    name: "Kari logs for all but Siv, and Ola is told and objects",
    run: async (k) => {
      await says(k, "alle unntatt Siv tok førstehjelp i dag", "mandag 23. november 2026");
      const ticked = await k.page
        .locator('.ac-adaptiveCard input[type="checkbox"]:checked')
        .evaluateAll((boxes) => boxes.map((box) => box.getAttribute("aria-label") ?? ""));
      shows(ticked.join(", "), "Ola Tangvik");
      hides(ticked.join(", "), "Siv Engesæth");
      await picture(k, "unit-log");
      await k.press("Lagre");
      shows(await last(k), /«Førstehjelp» er logget for \d+ personer/);
      await k.say("bytt til Ola");
      await k.settle();
      shows((await k.lastTexts(3)).join(" "), "Kari Nordli har logget at du tok «Førstehjelp»");
      await k.press("Det stemmer ikke");
      shows((await k.lastTexts(2)).join(" "), "Takk for at du sier fra");
      await says(k, "hva har jeg tatt?", "Du har sagt fra om at dette ikke stemmer");
      await asKari(k);
      shows((await k.lastTexts(3)).join(" "), "Ola Tangvik sier at loggingen av «Førstehjelp»");
    },
  },
  {
    name: "Kari sees and changes a measure, and finishes one with the obligatory question",
    run: async (k) => {
      await says(k, "vis tiltakene mine", "Tiltakene dine", "Demensomsorgens ABC i hjemmetjenesten");
      await picture(k, "measures");
      await says(k, "endre fristen på demensomsorgens ABC til 30. juni", /30\. juni/);
      await k.press("Lagre");
      shows(await last(k), "er endret", "30. juni 2027");
      await says(k, "legemiddelhåndtering i begge soner er ferdig", "I hvilken grad støttet tiltaket");
      await k.press("I stor grad");
      await k.press("Lagre");
      shows(await last(k), "er ferdig, og svaret ditt er lagret");
    },
  },
  {
    name: "Ola signs up for a course and is no longer offered it",
    run: async (k) => {
      await k.say("bytt til Ola");
      await says(k, "meld meg på førstehjelp 20. januar", "20. januar 2027", "Dagligstua");
      await k.press("Meld meg på");
      shows(await last(k), "Du er påmeldt «Førstehjelp»");
      await says(k, "hva er jeg påmeldt?", "Førstehjelp", "20. januar 2027");
      await k.press("Meld meg av");
      shows(await last(k), "Du er meldt av «Førstehjelp»");
      await asKari(k);
    },
  },
  {
    name: "Kari sees the GAP, adds a need and delivers the analysis",
    run: async (k) => {
      await says(
        k,
        "gap for hjemmetjenesten",
        "GAP-analyse: Hjemmetjenesten",
        "Brannvern på arbeidsplassen",
        "Hjemmetjenesten trenger minst 2",
      );
      await picture(k, "gap");
      await k.press("Hvem mangler hva?");
      shows(await last(k), "mangler noe eller må snart fornye noe", "Ola Tangvik");
      await says(k, "lever gap-analysen", "Ikke levert i år ennå");
      await k.press("Legg til behov");
      shows(await last(k), "spørsmål 1 av 3");
      await says(k, "flere som kan veilede lærlinger", "spørsmål 2 av 3");
      await says(k, "utvikle egne veiledere", "spørsmål 3 av 3");
      await says(k, "veilederkurs til fire i året", "Stemmer dette?");
      await k.press("Lagre");
      await k.press("Lever analysen");
      shows(await last(k), "er levert", "versjon 1");
      await picture(k, "delivered");
    },
  },
  {
    name: "Kari registers a development talk and books another, Ola confirms, and HR sees what goes out",
    run: async (k) => {
      await says(k, "hvem har jeg ikke hatt medarbeidersamtale med?", "Utviklingssamtaler", "Ola Tangvik");
      await picture(k, "talks");
      await says(k, "hadde utviklingssamtale med Ola i dag, Siv tar vi senere", "Stemmer dette?", "aldri hva dere snakket om");
      await k.press("Lagre");
      shows(await last(k), "Lagret for 2 personer");
      await says(k, "sett opp samtale med Tore neste onsdag kl 10", "Stemmer dette?", "10:00");
      await k.press("Lagre");
      shows(await last(k), "Samtalen med Tore Kvålsvoll er satt opp");
      await picture(k, "talk-booked");
      await says(k, "hva bør jeg huske på?", "på lista");
      await says(k, "vis årshjulet", "Frist for GAP-analysen", "Romjula");
      await k.say("bytt til Ola");
      await k.settle();
      await says(k, "hva vet du om meg?", "Utviklingssamtaler");
      await k.say("bytt til Hilde");
      await k.settle();
      await says(k, "hva sendes ut neste uke?", "den neste uka");
      await asKari(k);
    },
  },
  {
    name: "HR brings the requirements as a file, sees what changes, and saves",
    run: async (k) => {
      await k.say("bytt til Hilde");
      await k.settle();
      await says(k, "importer", "Slipp filen her i chatten");
      const link = k.page.getByText("Last opp fil", { exact: true }).last();
      const [opened] = await Promise.all([k.page.waitForEvent("popup"), link.click()]);
      const page = await newPage(k);
      await page.goto(opened.url());
      await page.locator('input[type="file"]').setInputFiles({
        name: "krav.csv",
        mimeType: "text/csv",
        buffer: Buffer.from("Kompetanse;Rolle;Kilde;Gyldighet\r\nFørstehjelp;Renholder;lov;2–3 år\r\nFørstehjlp;Renholder;lov;\r\n"),
      });
      await page.getByRole("button", { name: "Last opp fil" }).click();
      shows(await page.innerText("body"), "Filen er mottatt");
      await page.close();
      await k.press("Jeg har lastet opp");
      shows(await last(k), "Krav fra «krav", "Mente du «Førstehjelp»?", "Ingenting er lagret ennå");
      await picture(k, "import");
      await k.press("Lagre dette");
      shows(await k.lastNotice(), "Lagret: 1 nye");
      await asKari(k);
    },
  },
  {
    name: "Ola asks what is kept about him, fetches it once, and has it deleted",
    run: async (k) => {
      await k.say("bytt til Ola");
      await says(k, "hva vet du om meg?", "Dette har jeg lagret om deg", "Helsefagarbeider", "Andre har sett på eller endret noe");
      await picture(k, "privacy");
      await k.press("Hvem har sett på det?");
      shows(await last(k), "Kari Nordli (virksomhetsleder) la inn opplæringen din");
      await says(k, "eksporter dataene mine", "Hver lenke virker én gang");
      for (const [button, wanted] of [
        ["Last ned lesbar fil", "Dette har jeg lagret om deg"] as const,
        ["Last ned datafil", '"person"'] as const,
      ]) {
        const link = k.page.getByText(button, { exact: true }).last();
        const [opened] = await Promise.all([k.page.waitForEvent("popup"), link.click()]);
        shows(await fetchedOnce(k, opened.url()), wanted, "Ola Tangvik");
      }
      await says(k, "slett meg", "Vil du at jeg skal slette");
      await k.press("Ja, gå videre");
      shows(await last(k), "Er du helt sikker?", "Dette sletter jeg med en gang", "Gjennomført opplæring");
      await picture(k, "erase");
      await k.press("Nei, behold det");
      shows(await last(k), "Greit.");
      await says(k, "slett meg", "Vil du at jeg skal slette");
      await k.press("Ja, gå videre");
      await k.press("Ja, slett nå");
      shows(await last(k), "Da er det slettet", "Jeg har spurt Hilde Brattland om resten");
      await k.say("bytt til Hilde");
      await k.settle();
      shows((await k.lastTexts(3)).join(" "), "Ola Tangvik vil ha opplysningene sine slettet", "Gjennomført opplæring");
      await asKari(k);
    },
  },
  {
    name: "Help, and what is not understood goes to HR",
    run: async (k) => {
      await says(k, "hjelp", "Dette kan jeg hjelpe deg med", "alle unntatt Siv");
      await picture(k, "help-leader");
      await says(k, "nøkkelkortet mitt virker ikke på bakdøra", "Det forsto jeg ikke");
      await picture(k, "not-understood");
      await k.press("Send til HR");
      shows(await k.lastNotice(), "Jeg har sendt det til Hilde Brattland");
    },
  },
  {
    name: "In the channel courses are answered, and what is personal is not",
    run: async (k) => {
      await k.gotoChannel();
      await k.mention("når er neste førstehjelpskurs?");
      shows(await last(k), "9. desember 2026");
      await picture(k, "channel");
      await k.mention("hva mangler jeg?");
      shows(await last(k), "Det tar vi på tomannshånd");
      await k.gotoPersonal();
    },
  },
  {
    name: "Maria writes nynorsk and is answered in nynorsk",
    run: async (k) => {
      await k.say("bytt til Maria");
      await says(k, "eg tok brannvernkurset i går", "Kurs eller opplæring", "søndag 22. november 2026", "Vil du rette noko?");
      await picture(k, "nynorsk");
      await k.say("avbryt");
      await asKari(k);
    },
  },
  {
    name: "The bot is restarted in the middle of a measure, and Kari goes on",
    run: async (k, restart) => {
      await says(k, "nytt tiltak: smittevern for vikarer", "Hva er målet");
      await restart();
      await says(k, "alle vikarer har tatt nettkurset før første vakt", "Stemmer dette?", "Smittevern");
      await restart();
      await k.press("Spør meg om resten");
      shows(await last(k), "Hvordan skal dere nå målet?");
      await k.say("avbryt");
      await k.press("Kast det");
    },
  },
];

const onThePhone: readonly Job[] = [
  {
    name: "On a phone: a measure, courses and what is kept",
    run: async (k) => {
      await says(k, "nytt tiltak: brannvern for ferievikarer, innen 1. juni", "Hva er målet");
      await says(k, "alle ferievikarer har gått branntur innen juni", "Stemmer dette?");
      await picture(k, "phone-measure");
      await k.say("avbryt");
      await k.press("Kast det");
      await says(k, "hvilke kurs passer for meg?", "Kurs som passer for deg");
      await picture(k, "phone-courses");
      await says(k, "hva vet du om meg?", "Dette har jeg lagret om deg");
      await picture(k, "phone-privacy");
    },
  },
];

const run = async (chromium: string): Promise<number> => {
  const folder = mkdtempSync(join(tmpdir(), "kompis-e2e-"));
  const launch = {
    command: ["node", "src/main.ts"] as const,
    cwd: new URL("../..", import.meta.url).pathname,
    port: Number(process.env["PORT"]) || (await freePort()),
    env: { KOMPIS_DATA: join(folder, "data"), KOMPIS_MODE: "local", KOMPIS_NOW: now, KOMPIS_LOG: "warn" },
  };
  mkdirSync(pictures, { recursive: true });
  let bot = await startBot(launch);
  const playground = await startPlayground({
    config: playgroundConfig(readPlayed(sample), readMunicipality(`${sample}/municipality.json`), around),
    botUrl: bot.messagesUrl,
    port: Number(process.env["PLAYGROUND_PORT"]) || (await freePort()),
    folder,
  });
  const restart = async () => {
    await bot.stop();
    bot = await startBot(launch);
  };
  try {
    for (const [list, size] of [[jobs, { width: 900, height: 700 }] as const, [onThePhone, { width: 390, height: 844 }] as const]) {
      const k = await openPlayground(playground.url, { chromium, ...size, welcome: list === jobs });
      try {
        for (const { name, run } of list) {
          const from = performance.now();
          try {
            await run(k, restart);
            console.log(`✓ ${name} (${((performance.now() - from) / 1000).toFixed(1)} s)`);
          } catch (error) {
            await k.screenshot(join(tmpdir(), "kompis-e2e-failed.png")).catch(() => {});
            console.error(`✗ ${name}\n${error instanceof Error ? error.message : String(error)}\n${bot.stderr().slice(-2000)}`);
            return 1;
          }
        }
      } finally {
        await k.close();
      }
    }
    return 0;
  } finally {
    await playground.stop();
    await bot.stop();
    rmSync(folder, { recursive: true, force: true });
  }
};

const chromium = findChromium();
if (chromium) process.exitCode = await run(chromium);
else console.log("There is no chromium on the PATH, so nothing was tried. Install one (chromium, chromium-browser or google-chrome).");
