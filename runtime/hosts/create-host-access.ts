import type { Config } from "#core/config/index.ts";
import type { RemoteHostName } from "#core/contracts/host-connection.ts";
import type { Clock } from "#core/ports/clock.ts";
import type { SecretBox } from "#core/ports/secret-box.ts";
import type { Stores } from "#core/ports/stores.ts";

/** What reaching a deploy host takes, opened. Never stored, logged or answered. */
export interface HostAccess {
  source: "admin" | "environment";
  apiUrl: string;
  token: string;
  scopeId: string | null;
  webhookSecret: string | null;
}

export type ReadHostAccess = (host: RemoteHostName) => Promise<HostAccess | null>;

interface Options {
  config: Pick<Config, "vercel" | "render">;
  stores: Pick<Stores, "hostConnections">;
  secretBox: SecretBox;
  clock: Clock;
  /** Told each secret that is opened, so that it can be kept out of logs. */
  onSecret(secret: string): void;
}

/** What an admin changes is in force everywhere so soon, without a restart. */
const KEPT_MILLISECONDS = 3_000;

/** Where a secret of a connection belongs: it opens nowhere else. */
export const secretPlace = (host: RemoteHostName, name: "token" | "webhook_secret"): string =>
  `host_connections/${host}/${name}`;

const readEnvironment = ({ vercel, render }: Options["config"], host: RemoteHostName): HostAccess | null => {
  const { apiUrl, token, scopeId, webhookSecret } =
    host === "vercel" ? { ...vercel, scopeId: vercel.teamId } : { ...render, token: render.apiKey, scopeId: undefined };
  if (token === undefined) return null;
  return { source: "environment", apiUrl, token, scopeId: scopeId ?? null, webhookSecret: webhookSecret ?? null };
};

/**
 * How a deploy host is reached, as it is now: what an admin entered, else what the environment says, else null. Kept for
 * three seconds.
 */
export const createHostAccess = ({ config, stores, secretBox, clock, onSecret }: Options): ReadHostAccess => {
  const known = new Map<RemoteHostName, { at: number; access: Promise<HostAccess | null> }>();
  const read = async (host: RemoteHostName): Promise<HostAccess | null> => {
    const stored = await stores.hostConnections.get(host);
    const environment = readEnvironment(config, host);
    if (stored === null) return environment;
    const { webhookSecret } = stored;
    const token = secretBox.open(stored.token, secretPlace(host, "token"));
    onSecret(token);
    return {
      source: "admin",
      apiUrl: config[host].apiUrl,
      token,
      scopeId: stored.scopeId,
      webhookSecret:
        webhookSecret === null
          ? (environment?.webhookSecret ?? null)
          : secretBox.open(webhookSecret, secretPlace(host, "webhook_secret")),
    };
  };
  return (host) => {
    const now = clock.now().getTime();
    const kept = known.get(host);
    if (kept !== undefined && now - kept.at < KEPT_MILLISECONDS) return kept.access;
    const access = read(host);
    known.set(host, { at: now, access });
    access.catch(() => known.delete(host));
    return access;
  };
};
