import type { Domain } from "#core/contracts/domain.ts";
import type { Project } from "#core/contracts/project.ts";
import { IllegalStateError } from "#core/errors/illegal-state-error.ts";
import { NotFoundError } from "#core/errors/not-found-error.ts";
import type { HostDomains } from "#core/ports/deploy-host.ts";
import { requireProject } from "./require-project.ts";
import type { ServiceContext, Session } from "./service-context.ts";

const open = async (
  context: ServiceContext,
  session: Session,
  projectId: string,
): Promise<{ project: Project; domains: HostDomains }> => {
  const project = await requireProject(session, projectId);
  const domains = context.hostDomains(project);
  if (domains !== null) return { project, domains };
  throw new IllegalStateError(
    `The deploy host ${project.deployHost} has no domains that could be set here.`,
    "Set them where your app is served, or choose a deploy host that has them.",
    { deployHost: project.deployHost },
  );
};

const record = (context: ServiceContext, projectId: string, action: string, name: string): Promise<unknown> =>
  context.stores.activity.append({ projectId, actor: "user", action, details: { name } });

/** The domains of a project's production, and whether its deploy host has any. */
export const listDomains = async (
  context: ServiceContext,
  session: Session,
  projectId: string,
): Promise<{ items: Domain[]; isAvailable: boolean }> => {
  const project = await requireProject(session, projectId);
  const domains = context.hostDomains(project);
  return domains === null
    ? { items: [], isAvailable: false }
    : { items: await domains.list(project), isAvailable: true };
};

/** Adds a domain, and answers what is missing until it is served there. Throws IllegalStateError where the host has none. */
export const addDomain = async (
  context: ServiceContext,
  session: Session,
  projectId: string,
  name: string,
): Promise<Domain> => {
  const { project, domains } = await open(context, session, projectId);
  const domain = await domains.add(project, name);
  await record(context, project.id, "domain.added", name);
  return domain;
};

/** Lets the host look again whether the domain is the owner's. Throws NotFoundError. */
export const verifyDomain = async (
  context: ServiceContext,
  session: Session,
  projectId: string,
  name: string,
): Promise<Domain> => {
  const { project, domains } = await open(context, session, projectId);
  const domain = await domains.verify(project, name);
  if (domain === null) throw new NotFoundError("domain");
  return domain;
};

/** Removes a domain. One that is not there is gone already. */
export const removeDomain = async (
  context: ServiceContext,
  session: Session,
  projectId: string,
  name: string,
): Promise<void> => {
  const { project, domains } = await open(context, session, projectId);
  await domains.remove(project, name);
  await record(context, project.id, "domain.removed", name);
};
