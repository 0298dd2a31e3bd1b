import { z } from "zod";
import { pageQuerySchema, pageSchema } from "#core/contracts/page.ts";
import { requireProject } from "../../services/require-project.ts";
import { defineRoute } from "../define-route.ts";
import { answers, idParams } from "../schemas.ts";

const activityQuery = pageQuerySchema.extend({ afterSeq: z.coerce.number().int().min(0).optional() });

export const activityRoutes = [
  defineRoute(
    {
      method: "get",
      path: "/api/projects/{id}/activity",
      tag: "Activity",
      summary: "Who did what, newest first; with afterSeq oldest first from there",
      params: idParams,
      query: activityQuery,
      status: 200,
      answer: pageSchema(answers.activity),
    },
    async ({ session, params, query: { afterSeq, ...page } }) => {
      const project = await requireProject(session, params.id);
      return session.stores.activity.list(project.id, { ...page, ...(afterSeq === undefined ? {} : { afterSeq }) });
    },
  ),
];
