import { z } from "zod";
import { pageQuerySchema, pageSchema } from "#core/contracts/page.ts";
import { createProjectSchema, updateProjectSchema } from "#core/contracts/project.ts";
import { choosePromptVersion } from "../../services/choose-prompt-version.ts";
import { createProject } from "../../services/create-project.ts";
import { removeProject } from "../../services/remove-project.ts";
import { listProjects } from "../../services/list-projects.ts";
import { requireDeployHost } from "../../services/require-deploy-host.ts";
import { requireProject } from "../../services/require-project.ts";
import { resolveModel } from "../../services/resolve-model.ts";
import { toProjectAnswer } from "../../services/to-project-answer.ts";
import { defineRoute } from "../define-route.ts";
import { answers, idParams } from "../schemas.ts";

const tag = "Projects";
/** `by=owner/slug` finds one project by its address instead of listing all. */
const listQuery = pageQuerySchema.extend({ by: z.string().max(100).optional() });

export const projectRoutes = [
  defineRoute(
    {
      method: "get",
      path: "/api/projects",
      tag,
      summary: "Your projects, newest first",
      query: listQuery,
      status: 200,
      answer: pageSchema(answers.projectListItem),
    },
    ({ context, session, query }) => listProjects(context, session, query),
  ),
  defineRoute(
    {
      method: "post",
      path: "/api/projects",
      tag,
      summary: "Create a project and its repository",
      body: createProjectSchema,
      status: 201,
      answer: answers.project,
    },
    async ({ context, session, body }) => toProjectAnswer(context, await createProject(context, session, body)),
  ),
  defineRoute(
    {
      method: "get",
      path: "/api/projects/{id}",
      tag,
      summary: "One project",
      params: idParams,
      status: 200,
      answer: answers.project,
    },
    async ({ context, session, params }) => toProjectAnswer(context, await requireProject(session, params.id)),
  ),
  defineRoute(
    {
      method: "patch",
      path: "/api/projects/{id}",
      tag,
      summary: "Change its name, model, prompt version or preview visibility",
      params: idParams,
      body: updateProjectSchema,
      status: 200,
      answer: answers.project,
    },
    async ({ context, session, params, body }) => {
      const project = await requireProject(session, params.id);
      if (typeof body.model === "string") await resolveModel(context, body.model);
      if (typeof body.promptVersion === "number") await choosePromptVersion(context, body.promptVersion);
      if (body.deployHost !== undefined) await requireDeployHost(context, body.deployHost);
      return toProjectAnswer(context, await context.stores.projects.update(project.id, body));
    },
  ),
  defineRoute(
    {
      method: "delete",
      path: "/api/projects/{id}",
      tag,
      summary: "Remove a project, its repository and its previews",
      params: idParams,
      status: 204,
      answer: undefined,
    },
    async ({ context, session, params }) => {
      await removeProject(context, session, params.id);
      return new Response(null, { status: 204 });
    },
  ),
];
