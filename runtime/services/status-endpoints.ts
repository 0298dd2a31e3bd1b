import { randomUUID } from "node:crypto";
import { idSchema } from "#core/contracts/id.ts";
import type {
  CreatedStatusEndpoint,
  StatusEndpoint,
  StatusMessage,
  UpdateStatusEndpoint,
} from "#core/contracts/status-endpoint.ts";
import { LimitReachedError } from "#core/errors/limit-reached-error.ts";
import { NotFoundError } from "#core/errors/not-found-error.ts";
import { requireProject } from "./require-project.ts";
import type { ServiceContext, Session } from "./service-context.ts";

const MAXIMUM_ENDPOINTS = 10;
/** How long the secret before a rotation signs too: time enough to put the new one where it is needed. */
const OVERLAP_MILLISECONDS = 24 * 60 * 60_000;
const SECRET_BYTES = 32;

/** What the secrets of an endpoint are sealed for. */
export const statusSecretContext = (endpointId: string): string => `status_endpoints/${endpointId}`;

/** A secret as Standard Webhooks spells it. */
const makeSecret = (context: ServiceContext): string =>
  `whsec_${Buffer.from(context.randomText(SECRET_BYTES * 2), "hex").toString("base64")}`;

/** An endpoint of a project of the person who asks; a stranger's looks like one that does not exist. */
const requireEndpoint = async (context: ServiceContext, session: Session, id: string): Promise<StatusEndpoint> => {
  const endpoint = idSchema.safeParse(id).success ? await context.stores.statusEndpoints.get(id) : null;
  const project = endpoint === null ? null : await session.stores.projects.get(endpoint.projectId);
  if (endpoint === null || project === null) throw new NotFoundError("endpoint");
  return endpoint;
};

const record = (context: ServiceContext, { projectId, url }: StatusEndpoint, action: string): Promise<void> =>
  context.stores.activity.append({ projectId, actor: "user", action, details: { address: new URL(url).host } });

export const listStatusEndpoints = async (
  context: ServiceContext,
  session: Session,
  projectId: string,
): Promise<StatusEndpoint[]> => context.stores.statusEndpoints.list((await requireProject(session, projectId)).id);

/** Adds an address that hears about each deployment. The answer holds its secret, this once. Throws LimitReachedError. */
export const createStatusEndpoint = async (
  context: ServiceContext,
  session: Session,
  projectId: string,
  { url }: { url: string },
): Promise<CreatedStatusEndpoint> => {
  const { stores, secretBox } = context;
  const project = await requireProject(session, projectId);
  const known = await stores.statusEndpoints.list(project.id);
  if (known.length >= MAXIMUM_ENDPOINTS) {
    throw new LimitReachedError(
      `This project has ${known.length} addresses, which is the most there may be.`,
      "Remove one that is not used any more.",
      { limit: MAXIMUM_ENDPOINTS },
    );
  }
  const id = randomUUID();
  const secret = makeSecret(context);
  const endpoint = await stores.statusEndpoints.create({
    id,
    projectId: project.id,
    url,
    secret: secretBox.seal(secret, statusSecretContext(id)),
  });
  await record(context, endpoint, "endpoint.added");
  return { ...endpoint, secret };
};

/** Changes the address, or switches it on or off. */
export const updateStatusEndpoint = async (
  context: ServiceContext,
  session: Session,
  id: string,
  { url, isEnabled }: UpdateStatusEndpoint,
): Promise<StatusEndpoint> => {
  const known = await requireEndpoint(context, session, id);
  const endpoint = await context.stores.statusEndpoints.update(known.id, {
    ...(url === undefined ? {} : { url }),
    ...(isEnabled === undefined ? {} : { isEnabled }),
    disabledReason: null,
  });
  await record(context, endpoint, "endpoint.changed");
  return endpoint;
};

/** A new secret, shown this once; the one before signs too for a day, so that no message is refused meanwhile. */
export const rotateStatusEndpoint = async (
  context: ServiceContext,
  session: Session,
  id: string,
): Promise<CreatedStatusEndpoint> => {
  const { stores, secretBox, clock } = context;
  const known = await requireEndpoint(context, session, id);
  const secrets = await stores.statusEndpoints.getSecrets(known.id);
  if (secrets === null) throw new NotFoundError("endpoint");
  const secret = makeSecret(context);
  const endpoint = await stores.statusEndpoints.rotate(known.id, {
    secret: secretBox.seal(secret, statusSecretContext(known.id)),
    previous: secrets.secret,
    previousExpiresAt: new Date(clock.now().getTime() + OVERLAP_MILLISECONDS).toISOString(),
  });
  await record(context, endpoint, "endpoint.rotated");
  return { ...endpoint, secret };
};

export const removeStatusEndpoint = async (context: ServiceContext, session: Session, id: string): Promise<void> => {
  const endpoint = await requireEndpoint(context, session, id);
  await context.stores.statusEndpoints.remove(endpoint.id);
  await record(context, endpoint, "endpoint.removed");
};

/** Sends a message that says nothing but that the address works. */
export const testStatusEndpoint = async (
  context: ServiceContext,
  session: Session,
  id: string,
): Promise<StatusMessage> => {
  const endpoint = await requireEndpoint(context, session, id);
  return context.stores.statusEndpoints.addMessage({
    projectId: endpoint.projectId,
    endpointId: endpoint.id,
    event: "endpoint.test",
    payload: { projectId: endpoint.projectId },
  });
};

/** Sends a message that has ended once more, under the same id. */
export const resendStatusMessage = async (
  context: ServiceContext,
  session: Session,
  id: string,
): Promise<StatusMessage> => {
  const message = idSchema.safeParse(id).success ? await session.stores.statusEndpoints.getMessage(id) : null;
  if (message === null) throw new NotFoundError("message");
  return context.stores.statusEndpoints.resend(message.id);
};
