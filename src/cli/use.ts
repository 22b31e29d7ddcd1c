/** What the commands share. */
import { type ParseArgsOptionsConfig, parseArgs } from "node:util";

/** Wrong use of the command line; the message says what is wrong. */
export class UseTrouble extends Error {}

/** Does what a command says. @returns the exit code */
export type Run = (args: readonly string[]) => Promise<number>;

export const print = (value: unknown) => void process.stdout.write(`${typeof value === "string" ? value : JSON.stringify(value)}\n`);

/** The options and the other words of a command. @throws UseTrouble with how to write it */
export const argsOf = <O extends ParseArgsOptionsConfig>(args: readonly string[], usage: string, options: O) => {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    throw new UseTrouble(`${error instanceof Error ? error.message.split(". ")[0] : error}. Write: ${usage}`);
  }
};

/** The one file that a command is about. @throws UseTrouble where there is none, or more */
export const fileOf = (positionals: readonly string[], usage: string): string => {
  const [file, ...rest] = positionals;
  if (!file || rest.length > 0) throw new UseTrouble(`Write: ${usage}`);
  return file;
};
