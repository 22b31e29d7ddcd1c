/** The closed set of what a person can mean. Understanding makes them, buttons carry them, the dialogue obeys them. */
import { z } from "zod";

/** Values by field, as the flow's field kinds parse them; null empties a field. */
export const fill = z.record(z.string(), z.json());
export type Fill = z.infer<typeof fill>;

/** What a question or an act is about: ids, codes and the words that were used. */
export const about = z.record(z.string(), z.json());
export type About = z.infer<typeof about>;

/** What can be wrong with a value; each has its sentence. */
export const complaints = [
  "badDate",
  "noDate",
  "noPeriod",
  "badHours",
  "noHours",
  "vagueHours",
  "noCost",
  "hugeCost",
  "noPeople",
  "whichPerson",
  "noChoice",
  "noCompetence",
  "noCount",
  "empty",
  "tooLongField",
] as const;
export type Complaint = (typeof complaints)[number];

/** Those from which a language model may choose, as far as it may. */
export const choosable = {
  start: z.object({ do: z.literal("start"), flow: z.string(), fill, subject: z.string().optional() }),
  /** A plain answer to the question put last `adds` to what is there, where the bot has asked for more. */
  fill: z.object({ do: z.literal("fill"), fill, adds: z.boolean().optional() }),
  /** A question, or a thing that is done in one press: a page in answers/ or acts/. */
  ask: z.object({ do: z.literal("ask"), page: z.string(), about }),
  unclear: z.object({ do: z.literal("unclear"), said: z.string() }),
};

export const command = z.discriminatedUnion("do", [
  /** Begun with the first of several things; what was `left` is told again when the first is done. */
  choosable.start.extend({ left: z.string().optional() }),
  choosable.fill,
  /** "Endre fristen": the field is asked again. */
  z.object({ do: z.literal("change"), field: z.string() }),
  /** An answer that is no value of the field asked: "31. april", "-5 timer". */
  z.object({ do: z.literal("misfit"), field: z.string(), complaint: z.enum(complaints), said: z.string() }),
  z.object({
    do: z.enum([
      "skip",
      "back",
      "why",
      "example",
      "cancel",
      "discard",
      "pause",
      "resume",
      "save",
      "draft",
      "form",
      "rest",
      "summary",
      "yes",
      "no",
    ]),
  }),
  choosable.ask,
  choosable.unclear,
]);
export type Command = z.infer<typeof command>;
