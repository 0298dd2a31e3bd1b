import type { ConnectHost, HostConnection, RemoteHostName } from "#core/contracts/host-connection.ts";
import { InvalidInputError } from "#core/errors/invalid-input-error.ts";
import { NotFoundError } from "#core/errors/not-found-error.ts";
import { type HostAccess, secretPlace } from "../hosts/create-host-access.ts";
import { HostRefusedError } from "./host-refused-error.ts";
import { recordAudit } from "./record-audit.ts";
import type { ServiceContext, Session } from "./service-context.ts";

const hosts = ["vercel", "render"] as const satisfies RemoteHostName[];

const describe = async (context: ServiceContext, host: RemoteHostName): Promise<HostConnection> => {
  const [access, stored] = await Promise.all([context.readHostAccess(host), context.stores.hostConnections.get(host)]);
  return {
    host,
    source: stored === null ? (access?.source ?? "none") : "admin",
    scopeId: stored?.scopeId ?? access?.scopeId ?? null,
    hasWebhookSecret: (stored?.webhookSecret ?? access?.webhookSecret ?? null) !== null,
    webhookUrl: `${context.appOrigin}/functions/v1/${host}-webhook`,
    findings: stored?.findings ?? [],
    checkedAt: stored?.checkedAt ?? null,
  };
};

/** Every deploy host with an account, and how it is connected. */
export const listHostConnections = (context: ServiceContext): Promise<HostConnection[]> =>
  Promise.all(hosts.map((host) => describe(context, host)));

const requireToken = async (context: ServiceContext, host: RemoteHostName, input: ConnectHost): Promise<HostAccess> => {
  const current = await context.readHostAccess(host);
  const token = input.token ?? current?.token;
  if (token === undefined) throw new InvalidInputError([{ path: "token", message: "enter the host's access token" }]);
  return {
    source: "admin",
    apiUrl: context.hostApiUrl(host),
    token,
    scopeId: input.scopeId,
    webhookSecret: input.webhookSecret ?? current?.webhookSecret ?? null,
  };
};

/**
 * Connects a deploy host: the token is tried at the host before it is kept, sealed. Throws HostRefusedError when the host
 * does not accept the token or the scope; what else is amiss is kept as findings. Takes effect within seconds.
 */
export const connectHost = async (
  context: ServiceContext,
  session: Session,
  host: RemoteHostName,
  input: ConnectHost,
): Promise<HostConnection> => {
  const access = await requireToken(context, host, input);
  const findings = await context.checkHost(host, access);
  const refused = findings.find(({ name, isFine }) => !isFine && (name === "Access token" || name === "Scope"));
  if (refused !== undefined) {
    const path = refused.name === "Scope" ? "scopeId" : "token";
    throw new HostRefusedError(path, `${refused.name}: ${refused.message}`, refused.fix ?? "Enter another one.");
  }
  const { webhookSecret } = access;
  await context.stores.hostConnections.save({
    host,
    scopeId: access.scopeId,
    token: context.secretBox.seal(access.token, secretPlace(host, "token")),
    webhookSecret:
      webhookSecret === null ? null : context.secretBox.seal(webhookSecret, secretPlace(host, "webhook_secret")),
    findings,
    checkedAt: context.clock.now().toISOString(),
    updatedBy: session.userId,
  });
  await recordAudit(context, session, {
    action: "host.connected",
    target: `deploy host ${host}`,
    details: { scope: access.scopeId ?? "personal", hasNewToken: input.token !== undefined },
  });
  return describe(context, host);
};

/** Checks a connection as it is now, in words, and keeps what was found. */
export const checkHostConnection = async (context: ServiceContext, host: RemoteHostName): Promise<HostConnection> => {
  const access = await context.readHostAccess(host);
  if (access === null) throw new NotFoundError("connection");
  const findings = await context.checkHost(host, access);
  const checkedAt = context.clock.now().toISOString();
  await context.stores.hostConnections.saveFindings(host, findings, checkedAt);
  return { ...(await describe(context, host)), findings, checkedAt };
};

/** Forgets what was entered; the environment's token, where there is one, is used again. */
export const disconnectHost = async (
  context: ServiceContext,
  session: Session,
  host: RemoteHostName,
): Promise<void> => {
  if ((await context.stores.hostConnections.get(host)) === null) throw new NotFoundError("connection");
  await context.stores.hostConnections.remove(host);
  await recordAudit(context, session, { action: "host.disconnected", target: `deploy host ${host}` });
};
