import type { DeployEnvironment } from "#core/contracts/deployment.ts";
import type { VercelClient } from "./create-vercel-client.ts";
import { anythingSchema, vercelVariablesSchema } from "./vercel-schemas.ts";

/** Marks the variables that are ours, so that one a person set in Vercel's dashboard is left alone. */
const COMMENT = "Set by LetsCode";

/**
 * Brings the variables of a Vercel project, for one environment, to what the project here has: those that are there are
 * replaced, those of ours that are gone here are removed. They are sensitive there: nobody can read them back.
 */
export const syncEnvironment = async (
  { call, scope }: VercelClient,
  projectId: string,
  kind: DeployEnvironment,
  environment: Readonly<Record<string, string>>,
): Promise<void> => {
  const { envs } = await call(vercelVariablesSchema, async (core) =>
    (await import("@vercel/sdk/funcs/projectsFilterProjectEnvs.js")).projectsFilterProjectEnvs(core, {
      ...scope,
      idOrName: projectId,
    }),
  );
  const ours = envs.filter(
    ({ comment, target }) => comment === COMMENT && [target ?? []].flat().every((each) => each === kind),
  );
  for (const { id, key } of ours) {
    if (environment[key] !== undefined) continue;
    await call(anythingSchema, async (core) =>
      (await import("@vercel/sdk/funcs/projectsRemoveProjectEnv.js")).projectsRemoveProjectEnv(core, {
        ...scope,
        idOrName: projectId,
        id,
      }),
    );
  }
  const variables = Object.entries(environment);
  if (variables.length === 0) return;
  await call(anythingSchema, async (core) =>
    (await import("@vercel/sdk/funcs/projectsCreateProjectEnv.js")).projectsCreateProjectEnv(core, {
      ...scope,
      idOrName: projectId,
      upsert: "true",
      requestBody: variables.map(([key, value]) => ({
        key,
        value,
        type: "sensitive",
        target: [kind],
        comment: COMMENT,
      })),
    }),
  );
};
