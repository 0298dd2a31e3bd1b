import type { Environment } from "./config-schema.ts";

export interface ProviderAccess {
  apiKey: string | undefined;
  baseUrl: string | undefined;
}

export type ProviderName = NonNullable<Environment["LETSCODE_PROVIDER"]>;

/** The configuration as the composition root sees it; an absent group means the embedded part is used. */
export interface Config {
  port: number;
  host: string;
  /** Public address of the web app, without a slash at the end. */
  url: string;
  dataDirectory: string;
  secretKey: string | undefined;
  sandbox: Environment["LETSCODE_SANDBOX"];
  /** Packages of generated apps that were published more recently are not installed. */
  minimumPackageAgeDays: number;
  author: { name: string; email: string };
  logLevel: Environment["LETSCODE_LOG_LEVEL"];
  databaseUrl: string | undefined;
  supabase: { url: string; publishableKey: string; secretKey: string } | undefined;
  provider: {
    name: ProviderName;
    model: string | undefined;
    /** `provider/model` that takes over when a run's own provider keeps failing. */
    fallback: string | undefined;
  };
  providers: Record<"xai" | "openai" | "anthropic" | "compatible", ProviderAccess>;
  gitHost: Environment["LETSCODE_GIT_HOST"];
  github: {
    apiUrl: string;
    appId: string | undefined;
    privateKey: string | undefined;
    webhookSecret: string | undefined;
    clientId: string | undefined;
    clientSecret: string | undefined;
  };
  deployHost: Environment["LETSCODE_DEPLOY_HOST"];
  /** How long previews are kept elsewhere that their branch no longer serves; 0 keeps all of them. */
  previewDays: number;
  /** Folder that a web server of the installation's owner serves, and the address it has there. */
  folder: { directory: string; publicUrl: string } | undefined;
  vercel: { apiUrl: string; token: string | undefined; teamId: string | undefined; webhookSecret: string | undefined };
  render: { apiUrl: string; apiKey: string | undefined; webhookSecret: string | undefined };
  statusWebhookSecret: string | undefined;
}
