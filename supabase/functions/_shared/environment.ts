/** The first of these variables that is set. Throws when none is. */
export const requireVariable = (...names: string[]): string => {
  const value = names.map((name) => Deno.env.get(name)).find((found) => found !== undefined && found !== "");
  if (value === undefined) throw new Error(`None of these is set: ${names.join(", ")}.`);
  return value;
};

/** Supabase gives functions its keys by name, as JSON; older projects have one key of each kind. */
const readKey = (list: string, ...others: string[]): string => {
  const keys: unknown = JSON.parse(Deno.env.get(list) ?? "{}");
  const [key] = typeof keys === "object" && keys !== null ? Object.values(keys) : [];
  return typeof key === "string" ? key : requireVariable(...others);
};

export const readSecretKey = (): string =>
  readKey("SUPABASE_SECRET_KEYS", "SUPABASE_SECRET_KEY", "SUPABASE_SERVICE_ROLE_KEY");

export const readPublishableKey = (): string =>
  readKey("SUPABASE_PUBLISHABLE_KEYS", "SUPABASE_PUBLISHABLE_KEY", "SUPABASE_ANON_KEY");

const log = (level: string) => (message: string, data?: Record<string, unknown>) =>
  console.log(JSON.stringify({ level, message, ...data }));

export const logger = { debug: log("debug"), info: log("info"), warn: log("warn"), error: log("error") };
