import type { Installation } from "./installation.ts";

const SHORTEST = 8;

/** Takes this installation's own secrets out of text that people get to read: build logs, for one (A23, A31). */
export const createRedactor = ({
  config,
  secrets,
  secretsInUse,
  databaseUrl,
}: Installation): ((text: string) => string) => {
  const values = [
    ...Object.entries(secrets)
      .filter(([name]) => name !== "publishableKey")
      .map(([, value]) => value),
    config.secretKey,
    config.supabase?.secretKey,
    config.statusWebhookSecret,
    config.github.privateKey,
    config.github.webhookSecret,
    config.vercel.token,
    config.vercel.webhookSecret,
    config.render.apiKey,
    config.render.webhookSecret,
    ...Object.values(config.providers).map(({ apiKey }) => apiKey),
    databaseUrl,
  ];
  const long = values.filter((value) => value !== undefined).filter(({ length }) => length >= SHORTEST);
  return (text) => [...long, ...secretsInUse].reduce((rest, value) => rest.replaceAll(value, "[secret removed]"), text);
};
