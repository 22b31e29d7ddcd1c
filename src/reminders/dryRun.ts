/** What would be sent on the coming days, from what is known today: nothing is sent or kept. */
import { addDays, type Clock, type Day } from "../domain/day.ts";
import { dueByPerson, isFree, mannerOf, morning } from "./morning.ts";
import type { Due, Year } from "./year.ts";

export type Planned = { readonly day: Day; readonly at: Clock; readonly to: string; readonly items: readonly Due[] };

/** Each morning from one day to another, both included; what is planned on one is not planned again on the next. */
export const mornings = (year: Year, from: Day, to: Day): readonly Planned[] => {
  const sent = new Map<string, Day>();
  const planned: Planned[] = [];
  for (let today = from; today <= to; today = addDays(today, 1)) {
    const then: Year = { ...year, today, planned: addDays(today, -1), sent: (key) => sent.get(key) ?? year.sent(key) };
    for (const { to: who, from: at, items } of morning(then)) {
      planned.push({ day: today, at, to: who, items });
      for (const { key } of items) sent.set(key, today);
    }
  }
  return planned;
};

/** Why a reminder is, or is not, sent; in a sentence for HR. */
export const explained = (year: Year, key: string, from: Day, to: Day): string => {
  const sent = year.sent(key);
  if (sent) return `«${key}» ble sendt ${sent}.`;
  const planned = mornings(year, from, to).find((p) => p.items.some((i) => i.key === key));
  if (planned) return `«${key}» blir sendt ${planned.day} klokka ${planned.at} til ${planned.to}.`;
  for (let today = from; today <= to; today = addDays(today, 1)) {
    const then = { ...year, today };
    const due = [...dueByPerson(then).values()].flat().find((d) => d.key === key);
    if (!due) continue;
    const { pace } = mannerOf(due.to, then);
    if (pace === "asked") return `«${key}» gjelder fra ${today}, men ${due.to} vil bare bli minnet på det når de spør selv.`;
    if (!isFree(today, year.wheel)) continue;
    return `«${key}» gjelder fra ${today}, men ${due.to} får bare samlet beskjed én gang i uka, og ingen slik dag kommer før den er over.`;
  }
  return `«${key}» gjelder ikke noen dag fra ${from} til ${to}: saken er i orden, utsatt, skrudd av, eller den det gjelder, er borte.`;
};
