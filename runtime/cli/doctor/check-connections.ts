import pg from "pg";
import type { Config } from "#core/config/index.ts";
import { failure, type Finding, ok, warning } from "./finding.ts";

type Fetch = typeof globalThis.fetch;

const TIMEOUT = 8_000;
const OLDEST_POSTGRES = 15;

const reasonOf = (thrown: unknown): string => {
  if (!(thrown instanceof Error)) return String(thrown);
  return thrown.cause instanceof Error ? thrown.cause.message : thrown.message;
};

export const checkDatabase = async (config: Config): Promise<Finding> => {
  if (config.databaseUrl === undefined) return ok("database: embedded PostgreSQL");
  const { hostname } = new URL(config.databaseUrl);
  const client = new pg.Client({ connectionString: config.databaseUrl, connectionTimeoutMillis: TIMEOUT });
  try {
    await client.connect();
    const { rows } = await client.query<{ version: string }>("select current_setting('server_version') as version");
    const version = rows[0]?.version ?? "";
    if (Number.parseInt(version, 10) >= OLDEST_POSTGRES) return ok(`database at ${hostname}: PostgreSQL ${version}`);
    return failure(`database at ${hostname} is PostgreSQL ${version}`, `Use PostgreSQL ${OLDEST_POSTGRES} or newer.`);
  } catch (thrown) {
    return failure(
      `database at ${hostname}: ${reasonOf(thrown)}`,
      "Check DATABASE_URL: host, port, user, password, and that this machine may connect.",
    );
  } finally {
    await client.end().catch(() => undefined);
  }
};

export const checkSupabase = async ({ supabase }: Config, fetch: Fetch): Promise<Finding> => {
  if (supabase === undefined) return ok("Supabase: embedded");
  const { hostname } = new URL(supabase.url);
  const ask = async (path: string, key: string): Promise<string | null> => {
    const signal = AbortSignal.timeout(TIMEOUT);
    const answer = await fetch(`${supabase.url}${path}`, { headers: { apikey: key }, signal }).catch(reasonOf);
    if (typeof answer === "string") return answer;
    return answer.ok ? null : `it answered ${answer.status}`;
  };
  const [auth, data] = await Promise.all([
    ask("/auth/v1/settings", supabase.publishableKey),
    ask("/rest/v1/prompts?select=id&limit=1", supabase.secretKey),
  ]);
  if (auth !== null) {
    return failure(
      `Supabase Auth at ${hostname}: ${auth}`,
      "Check SUPABASE_URL and SUPABASE_PUBLISHABLE_KEY, under Project Settings, API Keys.",
    );
  }
  if (data !== null) {
    return failure(
      `Supabase's Data API at ${hostname}: ${data}`,
      "Check SUPABASE_SECRET_KEY; on a new project start LetsCode once, which makes the tables.",
    );
  }
  return ok(`Supabase at ${hostname}`);
};

const checkProvider = async (
  name: string,
  access: { apiKey: string | undefined; baseUrl: string | undefined },
  fetch: Fetch,
): Promise<Finding> => {
  const headers: Record<string, string> =
    name === "anthropic"
      ? { "x-api-key": access.apiKey ?? "", "anthropic-version": "2023-06-01" }
      : { authorization: `Bearer ${access.apiKey ?? ""}` };
  const path = name === "anthropic" ? "/v1/models" : "/models";
  const signal = AbortSignal.timeout(TIMEOUT);
  const answer = await fetch(`${access.baseUrl}${path}`, { headers, signal }).catch(reasonOf);
  const variable = name.toUpperCase();
  if (typeof answer === "string") {
    return failure(`provider ${name}: ${answer}`, `Check ${variable}_BASE_URL and that this machine may reach it.`);
  }
  if (answer.ok) return ok(`provider ${name}`);
  return answer.status === 401 || answer.status === 403
    ? failure(`provider ${name} refuses the key (${answer.status})`, `Check ${variable}_API_KEY.`)
    : warning(`provider ${name} answered ${answer.status}`, "Runs may fail until it answers; try again later.");
};

/** Every provider that is set up; a list of models costs nothing anywhere. */
export const checkProviders = async ({ providers, provider }: Config, fetch: Fetch): Promise<Finding[]> => {
  const configured = Object.entries(providers).filter(
    ([name, { apiKey, baseUrl }]) => apiKey !== undefined || (name === "compatible" && baseUrl !== undefined),
  );
  const found = await Promise.all(configured.map(([name, access]) => checkProvider(name, access, fetch)));
  return provider.name === "demo" ? [ok("provider demo: built in"), ...found] : found;
};

/** Builds install packages from here. */
export const checkRegistry = async (registry: string, fetch: Fetch): Promise<Finding> => {
  const signal = AbortSignal.timeout(TIMEOUT);
  const address = new URL("is-number", registry.endsWith("/") ? registry : `${registry}/`);
  const answer = await fetch(address, { signal }).catch(reasonOf);
  if (typeof answer !== "string" && answer.ok) return ok("npm registry");
  return warning(
    `the npm registry ${typeof answer === "string" ? `cannot be reached: ${answer}` : `answered ${answer.status}`}`,
    "Builds can use what is cached only. Check the network, or `npm config get registry`.",
  );
};
