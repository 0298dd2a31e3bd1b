import { z } from "zod";

const optionalText = z
  .string()
  .trim()
  .transform((text) => (text === "" ? undefined : text))
  .optional();

const optionalUrl = optionalText.pipe(z.url({ protocol: /^https?$/ }).optional());

const urlWithDefault = (url: string) => optionalUrl.transform((given) => given ?? url);

const portRule = "must be a port number from 1 to 65535";

/** One environment variable per key, as `.env.example` describes them. */
export const environmentSchema = z.object({
  PORT: z.coerce.number(portRule).int(portRule).min(1, portRule).max(65_535, portRule).default(3000),
  LETSCODE_HOST: optionalText.transform((host) => host ?? "127.0.0.1"),
  LETSCODE_DATA_DIR: optionalText.transform((folder) => folder ?? ".letscode"),
  LETSCODE_URL: optionalUrl,
  LETSCODE_SECRET_KEY: optionalText.pipe(z.string().min(32, "use at least 32 characters").optional()),
  LETSCODE_SANDBOX: z.enum(["auto", "bubblewrap", "namespaces", "seatbelt", "none"]).default("auto"),
  LETSCODE_MINIMUM_PACKAGE_AGE_DAYS: z.coerce.number().int().min(0).max(365).default(7),
  LETSCODE_AUTHOR_NAME: optionalText.transform((name) => name ?? "LetsCode"),
  LETSCODE_AUTHOR_EMAIL: optionalText.transform((email) => email ?? "ai@letscode.dev").pipe(z.email()),
  LETSCODE_LOG_LEVEL: z.enum(["debug", "info", "warn", "error"]).default("info"),
  DATABASE_URL: optionalText.pipe(z.url({ protocol: /^postgres(ql)?$/ }).optional()),
  SUPABASE_URL: optionalUrl,
  SUPABASE_PUBLISHABLE_KEY: optionalText,
  SUPABASE_SECRET_KEY: optionalText,
  LETSCODE_PROVIDER: z.enum(["demo", "xai", "openai", "anthropic", "compatible"]).optional(),
  LETSCODE_MODEL: optionalText,
  LETSCODE_FALLBACK_MODEL: optionalText.pipe(
    z
      .string()
      .regex(/^(?:demo|xai|openai|anthropic|compatible)\/.+/, "must be a provider and a model, such as openai/gpt-5")
      .optional(),
  ),
  XAI_API_KEY: optionalText,
  XAI_BASE_URL: urlWithDefault("https://api.x.ai/v1"),
  OPENAI_API_KEY: optionalText,
  OPENAI_BASE_URL: urlWithDefault("https://api.openai.com/v1"),
  ANTHROPIC_API_KEY: optionalText,
  ANTHROPIC_BASE_URL: urlWithDefault("https://api.anthropic.com"),
  COMPATIBLE_BASE_URL: optionalUrl,
  COMPATIBLE_API_KEY: optionalText,
  LETSCODE_GIT_HOST: z.enum(["local", "github"]).default("local"),
  GITHUB_API_URL: urlWithDefault("https://api.github.com"),
  GITHUB_APP_ID: optionalText,
  GITHUB_APP_PRIVATE_KEY: optionalText,
  GITHUB_WEBHOOK_SECRET: optionalText,
  GITHUB_CLIENT_ID: optionalText,
  GITHUB_CLIENT_SECRET: optionalText,
  LETSCODE_DEPLOY_HOST: z.enum(["local", "vercel", "render", "folder"]).default("local"),
  LETSCODE_PREVIEW_DAYS: z.coerce.number().int().min(0).max(3650).default(30),
  LETSCODE_FOLDER_DIR: optionalText,
  LETSCODE_FOLDER_URL: optionalUrl,
  VERCEL_API_URL: urlWithDefault("https://api.vercel.com"),
  VERCEL_TOKEN: optionalText,
  VERCEL_TEAM_ID: optionalText,
  VERCEL_WEBHOOK_SECRET: optionalText,
  RENDER_API_URL: urlWithDefault("https://api.render.com/v1"),
  RENDER_API_KEY: optionalText,
  RENDER_WEBHOOK_SECRET: optionalText,
  STATUS_WEBHOOK_SECRET: optionalText,
});
export type Environment = z.output<typeof environmentSchema>;
