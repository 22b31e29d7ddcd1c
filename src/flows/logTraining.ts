/** A person logs completed training: in one sentence, or step by step. */
import { defineFlow } from "../dialogue/flow.ts";
import type { Line } from "../dialogue/scene.ts";
import { arenas } from "../domain/course.ts";
import { validUntil } from "../domain/standing.ts";
import { isDelicate, type Training } from "../domain/training.ts";
import { courseFacts, takenIsOver } from "./taken.ts";

export const logTraining = defineFlow({
  id: "logTraining",
  version: 1,
  act: "training.log",
  fields: {
    title: { kind: "title", required: true },
    taken: { kind: "taken", required: true },
    extent: { kind: "extent" },
    provider: { kind: "provider" },
    arena: { kind: "choice", offered: true, set: "arena", values: arenas },
    onlyMe: {
      kind: "toggle",
      offered: true,
      // Offered where the title asks for it; whoever says it has it for any.
      when: ({ title, onlyMe }) =>
        onlyMe === true || (typeof title === "object" && title !== null && "title" in title && isDelicate(String(title.title))),
    },
  },
  derive: ({ title }, scene) => courseFacts(title, scene),
  check: ({ title, taken }, scene) => takenIsOver(title, taken, scene),
  notes: ({ title, taken, onlyMe }, { catalogue, me, directory, today }) => {
    const course = title?.course ? catalogue.courses.get(title.course) : undefined;
    const until = course && taken ? validUntil(course, me, taken.to, catalogue.requirements, directory) : null;
    const leader = directory.leaderOf(me, today);
    const seen: Line = onlyMe ? { say: "seenByYou" } : leader ? { say: "seenByLeader", who: leader.name } : { say: "seenByHr" };
    return [...(until ? [{ say: "validUntil", day: { day: until } } as const] : []), seen];
  },
  save: ({ title, taken, extent, provider, arena, onlyMe }, { me, today, newId }) => {
    const training: Training = {
      id: newId(),
      person: me.id,
      title: title?.title ?? "",
      course: title?.course ?? null,
      date: taken ?? { from: today, to: today },
      hours: extent?.hours ?? null,
      studyPoints: extent?.studyPoints ?? null,
      provider,
      arena: arena as Training["arena"],
      onlyMe: onlyMe ?? false,
      loggedBy: me.id,
      logged: today,
      objected: false,
      seen: null,
    };
    return {
      changes: [{ put: "training", value: training, at: 0 }],
      undo: { kind: "training", ids: [training.id] },
      out: [{ say: "trainingSaved", what: training.title }],
    };
  },
});
