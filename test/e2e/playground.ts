// Drives the Microsoft 365 Agents Playground (started by src/playground.ts) in headless Chromium, for the end-to-end tests.
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium, type Locator, type Page } from "playwright-core";

export type Value = string | boolean | readonly string[];
export type PlaygroundPage = Awaited<ReturnType<typeof openPlayground>>;

const sleep = (ms: number) => new Promise<void>((done) => setTimeout(done, ms));

export function findChromium(): string | undefined {
  const folders = (process.env["PATH"] ?? "").split(delimiter).filter(Boolean);
  const paths = ["chromium", "chromium-browser", "google-chrome"].flatMap((name) => folders.map((f) => join(f, name)));
  return paths.find((p) => {
    try {
      accessSync(p, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

const chromiumArgs = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];
const compose = '[data-lexical-editor="true"]';
const card = ".ac-adaptiveCard";
const dismiss = '[aria-label="Dismiss Invoke Message"]';
const notice = `:has(> ${dismiss})`; // “Your response was sent to the app”, below a card
const typing = '[role="img"] + div:empty + div:empty + div:empty';
// The Playground is at least 600 px wide and its cards 450: this makes a window of a phone's width usable.
const phoneStyle = `#root div { min-width: 0 !important } #root div:has(> [role="toolbar"]) { display: none !important }
  #root div:has(> .ac-preview-panel) { width: auto !important } .fai-OutputCard { padding: 2px !important }`;
// Runs in the page: stamps what the bot has written with data-bot="0", "1" … in order of reading, and returns the texts.
// A channel shows its newest thread first; within a thread, as in a chat, the newest is last.
const stampBotMessages = `(() => {
  const me = document.querySelector('[role="toolbar"] [role="img"]')?.getAttribute("aria-label");
  const threads = [...document.querySelectorAll('[role="group"]:has([id^="fui-CardHeader"])')].reverse();
  document.querySelectorAll("[data-bot]").forEach((old) => old.removeAttribute("data-bot"));
  const texts = [];
  for (const root of threads.length > 0 ? threads : [document.body])
    for (const more of root.querySelectorAll('button[aria-label="Show more information"]')) {
      const header = more.parentElement.parentElement;
      const author = header.querySelector('[aria-label="Message author"]')?.textContent ?? header.querySelector('[role="img"]')?.getAttribute("aria-label");
      const content = (header.closest('[id^="fui-CardHeader"]')?.parentElement ?? header).nextElementSibling;
      if (!content || !author || author === me) continue;
      content.setAttribute("data-bot", String(texts.length));
      texts.push((content.querySelector("${card}") ?? content).innerText.trim());
    }
  return texts;
})()`;

export type PageOptions = { chromium: string; width?: number; height?: number; timeout?: number; welcome?: boolean };

/** Opens the Playground and waits for the installation; `welcome`: also until the bot has greeted. */
export async function openPlayground(url: string, o: PageOptions) {
  const timeout = o.timeout ?? 15_000;
  const width = o.width ?? 1280;
  const browser = await chromium.launch({ executablePath: o.chromium, args: chromiumArgs });
  const page = await browser.newPage({ viewport: { width, height: o.height ?? 900 } });
  page.setDefaultTimeout(timeout);
  await page.route(
    (u) => u.hostname !== "localhost",
    (route) => route.abort(),
  ); // fonts from a CDN
  page.on("popup", (other) => void other.close()); // Action.OpenUrl

  const texts = () => page.evaluate<string[]>(stampBotMessages);
  const look = async () => {
    const seen = await texts();
    return { count: seen.length, shown: JSON.stringify([seen, await page.locator(notice).allInnerTexts()]) };
  };
  /** The bot's messages that hold `selector`, the newest first. */
  async function newest(selector: string): Promise<Locator[]> {
    const all = [...(await texts()).keys()].reverse().map((i) => page.locator(`[data-bot="${i}"]`));
    const counts = await Promise.all(all.map((message) => message.locator(selector).count()));
    return all.filter((_, i) => (counts[i] ?? 0) > 0);
  }
  /** Closes the notices, so that a new one is seen. It draws the card afresh, without what was filled in: before filling, not after. */
  async function dismissAll(): Promise<void> {
    for (const old of (await page.locator(dismiss).all()).reverse()) await old.click();
  }
  /** Waits until the bot has answered (more messages, or something else than `before`) and all has been still for 700 ms. */
  async function settle(what: string, than: { moreThan?: number; before?: string } = {}): Promise<void> {
    let [last, since, answered] = ["", Date.now(), false];
    for (const limit = Date.now() + timeout; Date.now() < limit; await sleep(50)) {
      const now = await look();
      if (now.shown !== last) [last, since] = [now.shown, Date.now()];
      answered = now.shown !== than.before && now.count > (than.moreThan ?? -1);
      if (answered && Date.now() - since >= 700 && (await page.locator(typing).count()) === 0) return;
    }
    if (!answered) throw new Error(`The bot did not answer ${what} within ${timeout} ms; last: ${last.slice(-500)}`);
  }
  async function send(text: string, opt: { answer?: boolean; mention?: boolean; editor?: number }): Promise<void> {
    if (text.includes("\n")) throw new Error("The Playground drops line breaks in what the user writes.");
    const moreThan = (await texts()).length;
    const editor = page.locator(compose).nth(opt.editor ?? 0);
    await editor.click();
    if (opt.mention) {
      await page.keyboard.type("@");
      await page.locator('#typeahead-menu [role="menuitem"]').first().click(); // the bot comes first; Enter would not do
    }
    await page.keyboard.insertText(opt.mention ? ` ${text}` : text);
    const button = "*[self::button][@aria-label='Send Message' or normalize-space()='Post']";
    await editor.locator(`xpath=ancestor::*[.//${button}][1]//${button}`).first().click();
    if (opt.answer !== false) await settle(`“${text}”`, { moreThan });
  }
  /** The list holds the personal chat, the group, General, and the configuration's channel if it has one. */
  async function open(index: number, what: string, opt: { welcome?: boolean } = {}): Promise<void> {
    const items = page.getByRole("treeitem");
    await items.nth(Math.min(index, (await items.count()) - 1)).dispatchEvent("click"); // a narrow window hides it
    await settle(what, opt.welcome ? { moreThan: 0 } : {});
  }

  try {
    await page.goto(url);
    await page.locator(compose).first().waitFor();
    await page.getByText("conversationUpdate").first().waitFor({ state: "attached" }); // in the log panel
    await page.locator('button[title="Hide log panel"]').dispatchEvent("click");
    if (width < 640) await page.addStyleTag({ content: phoneStyle });
    await settle("the installation", o.welcome ? { moreThan: 0 } : {});
  } catch (cause) {
    const seen = await page
      .locator("#root")
      .innerText()
      .catch(() => "");
    await browser.close();
    throw new Error(`The Playground did not get through to the bot:\n${seen.slice(-1000)}`, { cause });
  }
  return {
    page,
    /** Writes in the personal chat and waits for the answer; `answer: false` does not wait. */
    say: (text: string, opt: { answer?: boolean } = {}) => send(text, opt),
    /** The same with a mention, in the group or as a new post in a channel; `reply`: in the channel's newest thread. */
    mention: (text: string, opt: { answer?: boolean; reply?: boolean } = {}) =>
      send(text, { ...opt, mention: true, editor: opt.reply ? 1 : 0 }),
    /** Presses a button of the newest card that has it (`card: "last"`: of the newest card), or a suggested action. */
    async press(title: string, opt: { card?: "last"; answer?: boolean } = {}): Promise<void> {
      await dismissAll();
      const before = (await look()).shown;
      const named = `${card} button[title=${JSON.stringify(title)}]`;
      const more = `${card} button[title="More options"]`; // from the seventh button on
      const [last] = await newest(card);
      const cards = opt.card === "last" ? (last ? [last] : []) : [...(await newest(named)), ...(await newest(more))];
      const [at] = cards;
      const suggested = page.locator("button:not([type])").getByText(title, { exact: true });
      const none = new Error(`No card has the button “${title}”; last: ${before.slice(-500)}`);
      if (at && (await at.locator(named).count()) > 0) await at.locator(named).last().click();
      else if ((await suggested.count()) > 0) await suggested.last().click();
      else if (at && (await at.locator(more).count()) > 0) {
        await at.locator(more).last().click();
        await page
          .locator('[role="menu"]')
          .getByText(title, { exact: true })
          .click({ timeout: 2000 })
          .catch(async () => {
            await page.keyboard.press("Escape");
            throw none;
          });
      } else throw none;
      if (opt.answer !== false) await settle(`the button “${title}”`, { before });
    },
    /** Fills an input of the newest card that has the label: text, choice title(s), yyyy-mm-dd, “1:30 PM”, true or false. */
    async fill(label: string, value: Value): Promise<void> {
      await dismissAll();
      for (const message of await newest(card)) {
        const labels = message.locator(card).first().getByText(label, { exact: true }).locator("xpath=ancestor-or-self::label[@for]");
        const own = labels.and(page.locator(".ac-richTextBlock")); // an input's label rather than a choice's
        const found = (await own.count()) > 0 ? own : labels;
        if ((await found.count()) > 0) return enter(page, page.locator(`[id="${await found.first().getAttribute("for")}"]`), value);
      }
      throw new Error(`No card has an input “${label}”.`);
    },
    lastTexts: async (n: number) => (await texts()).slice(-n),
    async lastCardText(): Promise<string> {
      const [last] = await newest(card);
      return (await last?.locator(card).first().innerText()) ?? "";
    },
    /** What stands below a card after a press: an answer of type message, an error, or that it was sent. */
    lastNotice: async () => (await page.locator(notice).allInnerTexts()).at(-1)?.trim() ?? "",
    /** What is in the window below its bar, made high enough for the newest card; `notices: false` closes what stands below the cards. */
    async screenshot(file: string, opt: { notices?: boolean } = {}): Promise<void> {
      if (opt.notices === false) await dismissAll();
      const last = (await newest(card))[0]?.locator(card).first();
      const size = page.viewportSize() ?? { width, height: 900 };
      const height = Math.max(size.height, Math.ceil((await last?.boundingBox())?.height ?? 0) + 350); // the chat scrolls inside: make room
      await page.setViewportSize({ width: size.width, height });
      await last?.scrollIntoViewIfNeeded();
      const bar = 50;
      await page.screenshot({ path: file, clip: { x: 0, y: bar, width: size.width, height: height - bar } });
      await page.setViewportSize(size);
    },
    gotoPersonal: () => open(0, "opening the personal chat"),
    gotoGroup: (opt: { welcome?: boolean } = {}) => open(1, "opening the group", opt),
    gotoGeneral: (opt: { welcome?: boolean } = {}) => open(2, "opening General", opt),
    gotoChannel: (opt: { welcome?: boolean } = {}) => open(3, "opening the channel", opt),
    /** Waits until all has been still for 700 ms. */
    settle: () => settle("in time"),
    close: () => browser.close(),
  };
}

async function enter(page: Page, input: Locator, value: Value): Promise<void> {
  const titles = typeof value === "object" ? value : [String(value)];
  const [only = ""] = titles;
  const role = await input.getAttribute("role");
  const boxes = input.locator('input[type="checkbox"]');
  if ((await input.getAttribute("type")) === "checkbox") await input.setChecked(value === true || value === "true");
  else if (role === "radiogroup") await input.getByText(only, { exact: true }).click();
  else if ((await boxes.count()) > 0)
    for (const box of await boxes.all()) await box.setChecked(titles.includes((await box.getAttribute("aria-label")) ?? ""));
  else if (role === "combobox" && (await input.getAttribute("aria-haspopup")) !== "dialog") {
    const open = async () => (await input.getAttribute("aria-expanded")) === "true";
    for (const name of titles) {
      if (!(await open())) await input.click();
      await page
        .getByRole("option", { name, exact: true })
        .or(page.getByRole("menuitemcheckbox", { name, exact: true }))
        .click();
    }
    if (await open()) await page.keyboard.press("Escape");
  } else {
    await input.fill(only);
    await page.keyboard.press("Tab"); // a number or a date is taken over when the field is left
  }
}
