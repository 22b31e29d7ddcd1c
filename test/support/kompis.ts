/** The command line, in this process. */
import { vi } from "vitest";
import type { Run } from "../../src/cli/use.ts";

/** What a command says over a folder, and a database where one is named: its exit code, or why it refused. */
export const kompisOver = async (folder: string, database: string, run: Run, args: readonly string[]) => {
  vi.stubEnv("KOMPIS_DATA", folder);
  vi.stubEnv("DATABASE_URL", database);
  let said = "";
  const spy = vi.spyOn(process.stdout, "write").mockImplementation((text) => {
    said += text;
    return true;
  });
  try {
    return { code: await run(args), said, refused: "" };
  } catch (error) {
    return { code: 1, said, refused: error instanceof Error ? error.message : String(error) };
  } finally {
    spy.mockRestore();
    vi.unstubAllEnvs();
  }
};
