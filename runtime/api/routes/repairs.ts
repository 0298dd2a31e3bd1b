import { pageSchema } from "#core/contracts/page.ts";
import { repairSettingsSchema } from "#core/contracts/repair.ts";
import { repairDeployment } from "../../services/repair-deployment.ts";
import { requireDeployment } from "../../services/require-deployment.ts";
import { requireProject } from "../../services/require-project.ts";
import { defineRoute } from "../define-route.ts";
import { answers, idParams } from "../schemas.ts";

const tag = "Deployments";

export const repairRoutes = [
  defineRoute(
    {
      method: "post",
      path: "/api/deployments/{id}/repair",
      tag,
      summary: "Let the AI repair a failed deployment: a run on the same branch, with its log",
      params: idParams,
      status: 202,
      answer: answers.run,
    },
    ({ context, session, params }) => repairDeployment(context, session, params.id),
  ),
  defineRoute(
    {
      method: "get",
      path: "/api/deployments/{id}/repairs",
      tag,
      summary: "Repairs of a deployment, newest first, and why there was none",
      params: idParams,
      status: 200,
      answer: pageSchema(answers.repair),
    },
    async ({ session, params }) => {
      const deployment = await requireDeployment(session, params.id);
      return { items: await session.stores.repairs.list(deployment.id), nextCursor: null };
    },
  ),
  defineRoute(
    {
      method: "get",
      path: "/api/projects/{id}/repair-settings",
      tag,
      summary: "Whether failed deployments are repaired by themselves",
      params: idParams,
      status: 200,
      answer: answers.repairSettings,
    },
    async ({ session, params }) => session.stores.repairs.getSettings((await requireProject(session, params.id)).id),
  ),
  defineRoute(
    {
      method: "put",
      path: "/api/projects/{id}/repair-settings",
      tag,
      summary: "Switch automatic repair on or off, and limit its attempts in a row",
      params: idParams,
      body: repairSettingsSchema,
      status: 200,
      answer: answers.repairSettings,
    },
    async ({ context, session, params, body }) => {
      const project = await requireProject(session, params.id);
      return context.stores.repairs.saveSettings(project.id, body);
    },
  ),
];
