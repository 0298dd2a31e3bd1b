import { z } from "zod";
import { activitySchema } from "#core/contracts/activity.ts";
import { type RunAnswer, runAnswerSchema } from "#core/contracts/answers.ts";
import { type Deployment, deploymentSchema } from "#core/contracts/deployment.ts";
import { type ProjectAnswer, projectAnswerSchema } from "#core/contracts/project.ts";
import { gitIn } from "./github/repository-git.ts";
import type { GitHubRepository } from "./github/github-state.ts";
import { waitFor } from "./product-client.ts";
import type { HostedApp } from "./start-hosted-app.ts";
import type { TestPerson } from "./start-test-app.ts";

/** Of a test, and of each wait in it: generous, since runs share the machine with everything else. */
export const LONG = 240_000;

/** What a person does with one project on GitHub, by REST. */
export const createHostedClient = (hosted: HostedApp, person: TestPerson, projectId: string) => {
  const call = async <Answer>(
    schema: z.ZodType<Answer>,
    method: string,
    path: string,
    body?: unknown,
  ): Promise<Answer> => {
    const answer = await person.call(method, `/api${path}`, body);
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${text}`);
    return schema.parse(JSON.parse(text));
  };
  const list = async <Item extends z.ZodType>(item: Item, path: string): Promise<z.output<Item>[]> =>
    (await call(z.object({ items: z.array(item) }), "GET", `/projects/${projectId}/${path}`)).items;
  const listDeployments = (): Promise<Deployment[]> => list(deploymentSchema, "deployments?limit=200");
  const listActivity = () => list(activitySchema, "activity?limit=200");
  const startRun = async (prompt: string, branch?: string): Promise<string> => {
    const body = { prompt, ...(branch === undefined ? {} : { branch }) };
    return (await call(z.object({ id: z.string() }), "POST", `/projects/${projectId}/runs`, body)).id;
  };
  const getRun = (id: string): Promise<RunAnswer> => call(runAnswerSchema, "GET", `/runs/${id}`);
  return {
    call,
    list,
    listDeployments,
    listActivity,
    startRun,
    getRun,
    getProject: (): Promise<ProjectAnswer> => call(projectAnswerSchema, "GET", `/projects/${projectId}`),
    waitForRun: (id: string): Promise<RunAnswer> =>
      waitFor("the end of the run", LONG, async () => {
        const now = await getRun(id);
        if (now.state === "failed") throw new Error(JSON.stringify(now.error));
        return now.state === "finished" ? now : null;
      }),
    waitForDeployment: (environment: "preview" | "production", commitSha: string): Promise<Deployment> =>
      waitFor(`a ${environment} of ${commitSha.slice(0, 7)}`, LONG, async () => {
        const all = await listDeployments();
        const found = all.find((each) => each.environment === environment && each.commitSha === commitSha);
        if (found?.state === "error" || found?.state === "blocked") throw new Error(JSON.stringify(found.error));
        return found?.state === "ready" ? found : null;
      }),
    findPush: (commitSha: string) =>
      waitFor(`the push of ${commitSha.slice(0, 7)}`, LONG, async () =>
        (await listActivity()).find(
          ({ action, details }) => action === "branch.pushed" && details["commitSha"] === commitSha,
        ),
      ),
    /** A repository without checks of its own: installing and compiling is told elsewhere. */
    dropScripts: async (repository: GitHubRepository): Promise<string> => {
      const manifest = z.looseObject({}).parse(JSON.parse(await gitIn(repository, ["show", "main:package.json"])));
      const files = { "package.json": `${JSON.stringify({ ...manifest, scripts: {} }, null, 2)}\n` };
      return hosted.github.commitAs(repository, hosted.github.octocat, {
        branch: "main",
        files,
        message: "Drop the scripts",
      });
    },
  };
};
export type HostedClient = ReturnType<typeof createHostedClient>;

/** Creates a repository in acme, as a project of a person who is connected to GitHub. */
export const createHostedProject = async (
  hosted: HostedApp,
  person: TestPerson,
  name: string,
): Promise<{ project: ProjectAnswer; repository: GitHubRepository; client: HostedClient }> => {
  const github = { installationId: hosted.installation.id, name };
  const answer = await person.call("POST", "/api/projects", { name, github });
  if (!answer.ok) throw new Error(await answer.text());
  const project = projectAnswerSchema.parse(await answer.json());
  const repository = hosted.github.state.repositories.find(({ id }) => id === project.repositoryId);
  if (repository === undefined) throw new Error("GitHub has no repository.");
  return { project, repository, client: createHostedClient(hosted, person, project.id) };
};
