import { savePlanSchema } from "#core/contracts/answers.ts";
import { pageSchema } from "#core/contracts/page.ts";
import { requireProject } from "../../services/require-project.ts";
import { defineRoute } from "../define-route.ts";
import { answers, idParams } from "../schemas.ts";

const tag = "Plan";

export const planRoutes = [
  defineRoute(
    {
      method: "get",
      path: "/api/projects/{id}/plan",
      tag,
      summary: "The plan: features with status, notes and priority",
      params: idParams,
      status: 200,
      answer: pageSchema(answers.planFeature),
    },
    async ({ session, params }) => ({
      items: await session.stores.plan.list((await requireProject(session, params.id)).id),
      nextCursor: null,
    }),
  ),
  defineRoute(
    {
      method: "put",
      path: "/api/projects/{id}/plan",
      tag,
      summary: "Add or change features; those not named stay",
      params: idParams,
      body: savePlanSchema,
      status: 200,
      answer: pageSchema(answers.planFeature),
    },
    async ({ context, session, params, body }) => {
      const project = await requireProject(session, params.id);
      const items = await context.stores.plan.save(project.id, null, body.features);
      await context.stores.activity.append({
        projectId: project.id,
        actor: "user",
        action: "plan.updated",
        details: { features: body.features.map(({ feature, status }) => ({ feature, status })) },
      });
      return { items, nextCursor: null };
    },
  ),
];
