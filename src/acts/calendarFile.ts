/** A file for any calendar: the year, or a development talk that is booked. */
import { z } from "zod";
import { handedOut } from "../dialogue/files.ts";
import { definePage } from "../dialogue/page.ts";
import type { Line, Scene } from "../dialogue/scene.ts";
import { inWords } from "../dialogue/words.ts";
import { instantInOslo, yearOf } from "../domain/day.ts";
import { type DevelopmentTalk, talkMinutes } from "../domain/developmentTalk.ts";
import { datesAhead } from "../reminders/wheel.ts";
import { type Appointment, calendarOf } from "../transfer/calendar.ts";

const handed = (scene: Scene, said: Line, name: string, appointments: readonly Appointment[]) =>
  handedOut(scene, said, [
    { id: scene.newId(), name: `${name}.ics`, bytes: calendarOf(appointments), type: "text/calendar; charset=utf-8" },
  ]);

const ofTalk = ({ person, day, start }: DevelopmentTalk, scene: Scene): Appointment => {
  const other = scene.me.id === person ? scene.directory.leaderOf(scene.me, scene.today) : scene.directory.person(person);
  const title = inWords({ say: "talkSubject", who: other?.name ?? "" }, scene);
  const on = day ?? scene.today;
  if (!start) return { id: `${person}-${on}`, title, day: on };
  const from = instantInOslo(on, start);
  return { id: `${person}-${on}`, title, from, to: new Date(Date.parse(from) + talkMinutes * 60_000).toISOString() };
};

export const calendarFile = definePage({
  id: "calendarFile",
  about: z.object({ what: z.enum(["wheel", "talk"]), person: z.string().optional() }),
  act: "self.ask",
  answer: async ({ what, person }, scene, read) => {
    const year = yearOf(scene.today);
    if (what === "wheel")
      return handed(
        scene,
        { say: "wheelFile" },
        `arshjul-${year}`,
        datesAhead(scene.today, scene.wheel).map(({ day, line }) => ({ id: `${line.say}-${day}`, title: inWords(line, scene), day })),
      );
    const who = scene.directory.person(person ?? scene.me.id);
    const isTheirs = who && (who.id === scene.me.id || scene.directory.leaderOf(who, scene.today)?.id === scene.me.id);
    const found = isTheirs ? await read.find("developmentTalk", { person: who.id }) : [];
    const talk = found.map((kept) => kept.value).find((t) => t.state === "booked" && t.day !== null && t.day >= scene.today);
    if (!talk) return { out: [{ say: "noLongerThere" }] };
    return handed(scene, { say: "talkFile" }, `samtale-${talk.day}`, [ofTalk(talk, scene)]);
  },
});
