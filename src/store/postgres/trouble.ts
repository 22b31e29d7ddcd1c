/** What keeps a database from being used, in a sentence that says what to do. Never quotes a password. */
import { StoreTrouble } from "../../ports/store.ts";

const see = "Correct DATABASE_URL";
const form = "postgresql://user:password@host:5432/database";

/** @throws StoreTrouble when it is not the address of a PostgreSQL database */
export const addressOf = (url: string): URL => {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (parsed && /^postgres(ql)?:$/.test(parsed.protocol)) return parsed;
  throw new StoreTrouble(
    `DATABASE_URL is not an address such as ${form}. Correct it; signs such as @, / and # in the password are written %40, %2F and %23.`,
  );
};

const sentences: Readonly<Record<string, (where: string, user: string, database: string, said: string) => string>> = {
  ENOTFOUND: (where) => `There is no host such as "${where}". ${see}, or the name service.`,
  ECONNREFUSED: (where) => `Nobody answers at ${where}. Start PostgreSQL there, or correct DATABASE_URL.`,
  ECONNRESET: (where) => `The server at ${where} broke the connection. See its log, and that DATABASE_URL names a PostgreSQL server.`,
  "28P01": (where, user) => `The database at ${where} refused the password of "${user}". ${see}.`,
  "28000": (where, user) =>
    `The database at ${where} does not let "${user}" in from here. See pg_hba.conf there, and sslmode in DATABASE_URL.`,
  "3D000": (where, _, database) => `There is no database "${database}" at ${where}. Create it, or correct DATABASE_URL.`,
  "42501": (where, user, database, said) =>
    `"${user}" may not do what Kompis needs in the database "${database}" at ${where} (${said}). Make it the owner of the database, or of a schema "kompis" in it.`,
  UNTRUSTED: (where) =>
    `The certificate of ${where} is not signed by anybody this machine trusts. Name the file of who signed it in DATABASE_URL: ?sslmode=verify-full&sslrootcert=FILE.`,
  "53300": (where) => `The database at ${where} has no connection left. Raise max_connections there, or stop what uses them.`,
  "57P03": (where) => `The database at ${where} is still starting, or stopping. Try again shortly.`,
};

const decoded = (text: string) => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

export const troubleOf = (url: string, error: unknown): StoreTrouble => {
  if (error instanceof StoreTrouble) return error;
  const { host, hostname, username, password, pathname, searchParams } = addressOf(url);
  const { code = "", message = String(error) } = error as { readonly code?: string; readonly message?: string };
  const secrets = [password, decoded(password)].filter(Boolean);
  const said = secrets.reduce((text, secret) => text.replaceAll(secret, "…"), message);
  const isUnknown = code === "ENOTFOUND" || code === "EAI_AGAIN";
  const where = (isUnknown ? hostname : host) || searchParams.get("host") || "localhost";
  const isUntrusted = /SELF_SIGNED|UNABLE_TO_(VERIFY|GET_ISSUER)/.test(code);
  const sentence = sentences[isUnknown ? "ENOTFOUND" : isUntrusted ? "UNTRUSTED" : code];
  return new StoreTrouble(
    sentence
      ? sentence(where, decoded(username), decoded(pathname.slice(1)), said)
      : `The database at ${where} cannot be used (${said}). Correct it there, or DATABASE_URL.`,
  );
};
