import { z } from "zod";
import { startRun } from "../../actions/index.ts";
import { resumeRunSchema } from "#core/contracts/answers.ts";
import { pageQuerySchema, pageSchema } from "#core/contracts/page.ts";
import { createRunSchema } from "#core/contracts/run.ts";
import { resumeRun, stopRun } from "../../services/control-run.ts";
import { requireProject } from "../../services/require-project.ts";
import { requireRun } from "../../services/require-run.ts";
import { defineRoute } from "../define-route.ts";
import { answers, idParams } from "../schemas.ts";

const tag = "Runs";

export const runRoutes = [
  defineRoute(
    {
      method: "post",
      path: "/api/projects/{id}/runs",
      tag,
      summary: "Give the AI a prompt",
      params: idParams,
      body: createRunSchema,
      status: 202,
      answer: answers.run,
    },
    ({ context, session, params, body }) => startRun.run(context, session, { ...body, projectId: params.id }),
  ),
  defineRoute(
    {
      method: "get",
      path: "/api/projects/{id}/runs",
      tag,
      summary: "Runs of a project, newest first",
      params: idParams,
      query: pageQuerySchema,
      status: 200,
      answer: pageSchema(answers.run),
    },
    async ({ session, params, query }) =>
      session.stores.runs.list((await requireProject(session, params.id)).id, query),
  ),
  defineRoute(
    {
      method: "get",
      path: "/api/runs/{id}",
      tag,
      summary: "One run with its steps",
      params: idParams,
      status: 200,
      answer: answers.runWithSteps,
    },
    async ({ session, params }) => {
      const run = await requireRun(session, params.id);
      return { ...run, steps: await session.stores.runs.listSteps(run.id) };
    },
  ),
  defineRoute(
    {
      method: "get",
      path: "/api/runs/{id}/messages",
      tag,
      summary: "The conversation of a run",
      params: idParams,
      status: 200,
      answer: pageSchema(answers.runMessage),
    },
    async ({ session, params }) => ({
      items: await session.stores.runs.listMessages((await requireRun(session, params.id)).id),
      nextCursor: null,
    }),
  ),
  defineRoute(
    {
      method: "get",
      path: "/api/runs/{id}/live",
      tag,
      summary: "What is being streamed right now, so far",
      params: idParams,
      status: 200,
      answer: z.object({ live: answers.runLive.nullable() }),
    },
    async ({ session, params }) => ({
      live: await session.stores.runs.getLive((await requireRun(session, params.id)).id),
    }),
  ),
  defineRoute(
    {
      method: "post",
      path: "/api/runs/{id}/stop",
      tag,
      summary: "Stop a run; committed steps stay",
      params: idParams,
      status: 202,
      answer: answers.run,
    },
    ({ context, session, params }) => stopRun(context, session, params.id),
  ),
  defineRoute(
    {
      method: "post",
      path: "/api/runs/{id}/resume",
      tag,
      summary: "Let a run go on, or answer its question",
      params: idParams,
      body: resumeRunSchema,
      status: 202,
      answer: answers.run,
    },
    ({ context, session, params, body }) => resumeRun(context, session, params.id, body.answer),
  ),
];
