import { resolve } from "node:path";
import { ConfigurationError } from "#core/errors/configuration-error.ts";
import type { Config, ProviderName } from "./config.ts";
import { environmentSchema, type Environment } from "./config-schema.ts";

type Variables = Record<string, string | undefined>;
type Problem = { name: string; message: string };

const needsAll = (environment: Environment, names: (keyof Environment)[], because: string): Problem[] =>
  names
    .filter((name) => environment[name] === undefined)
    .map((name) => ({ name, message: `is missing, and ${because}` }));

const sampleValue = /^(?:changeme|change-me|your[-_ ].*|xxx+|secret|password|sample|example)$/i;

const secretNames = [
  "LETSCODE_SECRET_KEY",
  "SUPABASE_SECRET_KEY",
  "GITHUB_WEBHOOK_SECRET",
  "VERCEL_WEBHOOK_SECRET",
  "RENDER_WEBHOOK_SECRET",
  "STATUS_WEBHOOK_SECRET",
] as const;

const findGroupProblems = (environment: Environment): Problem[] => {
  const problems: Problem[] = [];
  const hosted: (keyof Environment)[] = ["SUPABASE_URL", "SUPABASE_PUBLISHABLE_KEY", "SUPABASE_SECRET_KEY"];
  if (hosted.some((name) => environment[name] !== undefined)) {
    problems.push(
      ...needsAll(
        environment,
        [...hosted, "DATABASE_URL", "LETSCODE_SECRET_KEY", "STATUS_WEBHOOK_SECRET"],
        "Supabase is configured",
      ),
    );
  }
  // An admin may set the GitHub App up in the browser instead; half of one in the environment is a mistake.
  const app: (keyof Environment)[] = ["GITHUB_APP_ID", "GITHUB_APP_PRIVATE_KEY", "GITHUB_WEBHOOK_SECRET"];
  if (app.slice(0, 2).some((name) => environment[name] !== undefined)) {
    problems.push(...needsAll(environment, app, "a part of the GitHub App is set"));
  }
  if (environment.LETSCODE_DEPLOY_HOST === "vercel") {
    problems.push(
      ...needsAll(environment, ["VERCEL_TOKEN", "VERCEL_WEBHOOK_SECRET"], "LETSCODE_DEPLOY_HOST is vercel"),
    );
  }
  if (environment.LETSCODE_DEPLOY_HOST === "render") {
    problems.push(
      ...needsAll(environment, ["RENDER_API_KEY", "RENDER_WEBHOOK_SECRET"], "LETSCODE_DEPLOY_HOST is render"),
    );
  }
  const folder: (keyof Environment)[] = ["LETSCODE_FOLDER_DIR", "LETSCODE_FOLDER_URL"];
  if (environment.LETSCODE_DEPLOY_HOST === "folder") {
    problems.push(...needsAll(environment, folder, "LETSCODE_DEPLOY_HOST is folder"));
  } else if (folder.some((name) => environment[name] !== undefined)) {
    problems.push(...needsAll(environment, folder, "the other half of the deploy host folder is set"));
  }
  for (const name of secretNames) {
    if (sampleValue.test(environment[name] ?? "")) problems.push({ name, message: "is still the sample value" });
  }
  return problems;
};

const findProviderProblems = (environment: Environment): Problem[] => {
  switch (environment.LETSCODE_PROVIDER) {
    case "xai":
      return needsAll(environment, ["XAI_API_KEY"], "LETSCODE_PROVIDER is xai");
    case "openai":
      return needsAll(environment, ["OPENAI_API_KEY"], "LETSCODE_PROVIDER is openai");
    case "anthropic":
      return needsAll(environment, ["ANTHROPIC_API_KEY"], "LETSCODE_PROVIDER is anthropic");
    case "compatible":
      return needsAll(environment, ["COMPATIBLE_BASE_URL", "LETSCODE_MODEL"], "LETSCODE_PROVIDER is compatible");
    default:
      return [];
  }
};

/** xAI first, then OpenAI, Anthropic, any compatible; the demo when there is no key at all. */
const chooseProvider = (environment: Environment): ProviderName => {
  if (environment.LETSCODE_PROVIDER !== undefined) return environment.LETSCODE_PROVIDER;
  if (environment.XAI_API_KEY !== undefined) return "xai";
  if (environment.OPENAI_API_KEY !== undefined) return "openai";
  if (environment.ANTHROPIC_API_KEY !== undefined) return "anthropic";
  if (environment.COMPATIBLE_BASE_URL !== undefined && environment.LETSCODE_MODEL !== undefined) return "compatible";
  return "demo";
};

const readSupabase = (environment: Environment): Config["supabase"] => {
  const { SUPABASE_URL: url, SUPABASE_PUBLISHABLE_KEY: publishableKey, SUPABASE_SECRET_KEY: secretKey } = environment;
  return url !== undefined && publishableKey !== undefined && secretKey !== undefined
    ? { url, publishableKey, secretKey }
    : undefined;
};

const readFolder = (environment: Environment): Config["folder"] => {
  const { LETSCODE_FOLDER_DIR: directory, LETSCODE_FOLDER_URL: publicUrl } = environment;
  return directory !== undefined && publicUrl !== undefined ? { directory: resolve(directory), publicUrl } : undefined;
};

const toConfig = (environment: Environment): Config => ({
  port: environment.PORT,
  host: environment.LETSCODE_HOST,
  url: (environment.LETSCODE_URL ?? `http://localhost:${environment.PORT}`).replace(/\/+$/, ""),
  dataDirectory: resolve(environment.LETSCODE_DATA_DIR),
  secretKey: environment.LETSCODE_SECRET_KEY,
  sandbox: environment.LETSCODE_SANDBOX,
  minimumPackageAgeDays: environment.LETSCODE_MINIMUM_PACKAGE_AGE_DAYS,
  author: { name: environment.LETSCODE_AUTHOR_NAME, email: environment.LETSCODE_AUTHOR_EMAIL },
  logLevel: environment.LETSCODE_LOG_LEVEL,
  databaseUrl: environment.DATABASE_URL,
  supabase: readSupabase(environment),
  provider: {
    name: chooseProvider(environment),
    model: environment.LETSCODE_MODEL,
    fallback: environment.LETSCODE_FALLBACK_MODEL,
  },
  providers: {
    xai: { apiKey: environment.XAI_API_KEY, baseUrl: environment.XAI_BASE_URL },
    openai: { apiKey: environment.OPENAI_API_KEY, baseUrl: environment.OPENAI_BASE_URL },
    anthropic: { apiKey: environment.ANTHROPIC_API_KEY, baseUrl: environment.ANTHROPIC_BASE_URL },
    compatible: { apiKey: environment.COMPATIBLE_API_KEY, baseUrl: environment.COMPATIBLE_BASE_URL },
  },
  gitHost: environment.LETSCODE_GIT_HOST,
  github: {
    apiUrl: environment.GITHUB_API_URL,
    appId: environment.GITHUB_APP_ID,
    privateKey: environment.GITHUB_APP_PRIVATE_KEY,
    webhookSecret: environment.GITHUB_WEBHOOK_SECRET,
    clientId: environment.GITHUB_CLIENT_ID,
    clientSecret: environment.GITHUB_CLIENT_SECRET,
  },
  deployHost: environment.LETSCODE_DEPLOY_HOST,
  previewDays: environment.LETSCODE_PREVIEW_DAYS,
  folder: readFolder(environment),
  vercel: {
    apiUrl: environment.VERCEL_API_URL,
    token: environment.VERCEL_TOKEN,
    teamId: environment.VERCEL_TEAM_ID,
    webhookSecret: environment.VERCEL_WEBHOOK_SECRET,
  },
  render: {
    apiUrl: environment.RENDER_API_URL,
    apiKey: environment.RENDER_API_KEY,
    webhookSecret: environment.RENDER_WEBHOOK_SECRET,
  },
  statusWebhookSecret: environment.STATUS_WEBHOOK_SECRET,
});

/** A variable that is set to nothing counts as not set, as in a copy of `.env.example`. */
const withoutBlanks = (variables: Variables): Variables =>
  Object.fromEntries(Object.entries(variables).filter(([, value]) => value?.trim() !== ""));

/**
 * Reads the configuration from environment variables (by default those of this process) and parses it.
 * Throws ConfigurationError that names every problem at once: malformed values, groups that are half set,
 * and secrets left at their sample value.
 */
export const readConfig = (variables: Variables = process.env): Config => {
  const parsed = environmentSchema.safeParse(withoutBlanks(variables));
  if (!parsed.success) {
    throw new ConfigurationError(
      parsed.error.issues.map((issue) => ({ name: issue.path.join("."), message: issue.message })),
    );
  }
  const problems = [...findGroupProblems(parsed.data), ...findProviderProblems(parsed.data)];
  if (problems.length > 0) throw new ConfigurationError(problems);
  return toConfig(parsed.data);
};
