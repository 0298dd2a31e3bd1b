import type { DeployEnvironment } from "#core/contracts/deployment.ts";
import type { EnvironmentVariable, SaveVariable } from "#core/contracts/environment-variable.ts";
import { LimitReachedError } from "#core/errors/limit-reached-error.ts";
import { NotFoundError } from "#core/errors/not-found-error.ts";
import type { SecretBox } from "#core/ports/secret-box.ts";
import type { VariableStore } from "#core/ports/variable-store.ts";
import { requireProject } from "./require-project.ts";
import type { ServiceContext, Session } from "./service-context.ts";

const MAXIMUM_VARIABLES = 200;

const sealedFor = (projectId: string, environment: DeployEnvironment, name: string): string =>
  `environment_variables/${projectId}/${environment}/${name}`;

/** Names and instants; no answer ever holds a value. */
export const listVariables = async (
  context: ServiceContext,
  session: Session,
  projectId: string,
): Promise<EnvironmentVariable[]> => context.stores.variables.list((await requireProject(session, projectId)).id);

/** Sets a variable, new or known, in each environment named. What is deployed next has it. Throws LimitReachedError. */
export const saveVariable = async (
  context: ServiceContext,
  session: Session,
  projectId: string,
  { name, value, environments }: SaveVariable,
): Promise<EnvironmentVariable[]> => {
  const { stores, secretBox } = context;
  const project = await requireProject(session, projectId);
  const known = await stores.variables.list(project.id);
  const isNew = !known.some((variable) => variable.name === name);
  if (isNew && known.length >= MAXIMUM_VARIABLES) {
    throw new LimitReachedError(
      `This project has ${known.length} environment variables, which is the most there may be.`,
      "Remove one that is not used any more.",
      { limit: MAXIMUM_VARIABLES },
    );
  }
  for (const environment of new Set(environments)) {
    const sealed = secretBox.seal(value, sealedFor(project.id, environment, name));
    await stores.variables.save({ projectId: project.id, environment, name, sealed, updatedBy: session.userId });
  }
  await stores.activity.append({
    projectId: project.id,
    actor: "user",
    action: "variable.saved",
    details: { name, environments: [...new Set(environments)] },
  });
  return stores.variables.list(project.id);
};

/** Removes a variable from one environment, or from both. Throws NotFoundError when it is not there. */
export const removeVariable = async (
  context: ServiceContext,
  session: Session,
  projectId: string,
  { name, environment }: { name: string; environment?: DeployEnvironment | undefined },
): Promise<void> => {
  const { stores } = context;
  const project = await requireProject(session, projectId);
  const known = await stores.variables.list(project.id);
  const isThere = known.some(
    (variable) => variable.name === name && (environment === undefined || variable.environment === environment),
  );
  if (!isThere) throw new NotFoundError("environment variable");
  await stores.variables.remove(project.id, name, environment);
  await stores.activity.append({
    projectId: project.id,
    actor: "user",
    action: "variable.removed",
    details: { name, environments: environment === undefined ? ["preview", "production"] : [environment] },
  });
};

/** The values an app is built and run with. For deploy hosts alone; throws SecretUnreadableError. */
export const createVariableReader =
  ({ variables, secretBox }: { variables: Pick<VariableStore, "listSealed">; secretBox: SecretBox }) =>
  async (projectId: string, environment: DeployEnvironment): Promise<Record<string, string>> => {
    const sealed = await variables.listSealed(projectId, environment);
    return Object.fromEntries(
      sealed.map((one) => [one.name, secretBox.open(one.sealed, sealedFor(projectId, environment, one.name))]),
    );
  };
