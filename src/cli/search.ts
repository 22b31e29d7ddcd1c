/** `kompis search`: asks a catalogue in a file, as published by somebody else. */
import { readFile } from "node:fs/promises";
import { z } from "zod";
import { finderOf } from "../catalogue/finder.ts";
import { argsOf, UseTrouble } from "./use.ts";

const usage = "kompis search --catalogue FILE [--roles FILE]";
const mostHits = 10;

const catalogue = z.object({ documents: z.array(z.object({ id: z.string(), title: z.string(), text: z.string() })) });
const roles = z.object({ roles: z.array(z.object({ title: z.string(), text: z.string() })) });
export const searchQuestion = z.object({ id: z.string(), text: z.string() });

/** @returns the answer to one question: ids, best first */
export const searchIn = async (args: readonly string[]) => {
  const { values, positionals } = argsOf(args, usage, { catalogue: { type: "string" }, roles: { type: "string" } });
  if (!values.catalogue || positionals.length > 0) throw new UseTrouble(`Write: ${usage}`);
  const finder = finderOf(values.roles ? (await read(values.roles, roles)).roles : []);
  const { documents } = await read(values.catalogue, catalogue);
  finder.hold(documents.map(({ id, title, text }) => ({ id, names: title, competences: "", description: text })));
  return ({ id, text }: z.infer<typeof searchQuestion>) => ({
    id,
    hits: finder
      .find(text)
      .slice(0, mostHits)
      .map((hit) => hit.id),
  });
};

const read = async <S extends z.ZodType>(file: string, schema: S): Promise<z.infer<S>> => {
  const text = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    throw new UseTrouble(`"${file}" cannot be read: ${error.code}.`);
  });
  const parsed = schema.safeParse(jsonOf(text, file));
  if (!parsed.success) throw new UseTrouble(`"${file}" does not fit: ${z.prettifyError(parsed.error).split("\n").slice(0, 2).join("")}.`);
  return parsed.data;
};
const jsonOf = (text: string, file: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    throw new UseTrouble(`"${file}" is not JSON.`);
  }
};
