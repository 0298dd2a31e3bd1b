import type { Clock } from "#core/ports/clock.ts";
import type { SecretBox } from "#core/ports/secret-box.ts";
import type { Stores } from "#core/ports/stores.ts";
import type { OpenedApp } from "./github-context.ts";

interface Options {
  stores: Pick<Stores, "github">;
  secretBox: Pick<SecretBox, "open">;
  clock: Pick<Clock, "now">;
  /** The App while an admin has stored none. */
  fallback: OpenedApp | null;
}

export interface AppReader {
  /** The GitHub App by now, with its secrets opened; kept for a few seconds. */
  readApp(): Promise<OpenedApp | null>;
  forgetApp(): void;
}

const KEPT_MILLISECONDS = 4000;

/** Reads the App, and keeps it for a few seconds: a change reaches every process without a restart. */
export const createAppReader = ({ stores, secretBox, clock, fallback }: Options): AppReader => {
  let known: { app: Promise<OpenedApp | null>; until: number } | null = null;
  const read = async (): Promise<OpenedApp | null> => {
    const stored = await stores.github.getApp();
    if (stored === null) return fallback;
    return {
      source: "stored",
      appId: stored.appId,
      privateKey: secretBox.open(stored.privateKey, "github_apps/private_key"),
      webhookSecret: secretBox.open(stored.webhookSecret, "github_apps/webhook_secret"),
      client: {
        clientId: stored.clientId,
        clientSecret: secretBox.open(stored.clientSecret, "github_apps/client_secret"),
      },
    };
  };
  const forgetApp = (): void => {
    known = null;
  };
  return {
    forgetApp,
    readApp: () => {
      const now = clock.now().getTime();
      if (known !== null && known.until > now) return known.app;
      const app = read();
      known = { app, until: now + KEPT_MILLISECONDS };
      app.catch(forgetApp);
      return app;
    },
  };
};
