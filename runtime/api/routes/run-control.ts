import { comparisonQuerySchema } from "#core/contracts/comparison.ts";
import { editQueuedRunSchema, redoStepSchema, retryRunSchema } from "#core/contracts/run.ts";
import { editQueuedRun, removeQueuedRun } from "../../services/change-queued-run.ts";
import { compareBranches } from "../../services/compare-branches.ts";
import { redoStep } from "../../services/redo-step.ts";
import { retryRun } from "../../services/retry-run.ts";
import { defineRoute } from "../define-route.ts";
import { answers, idParams } from "../schemas.ts";

const tag = "Runs";

export const runControlRoutes = [
  defineRoute(
    {
      method: "patch",
      path: "/api/runs/{id}",
      tag,
      summary: "Word a prompt anew that waits for its turn",
      params: idParams,
      body: editQueuedRunSchema,
      status: 200,
      answer: answers.run,
    },
    ({ context, session, params, body }) => editQueuedRun(context, session, params.id, body.prompt),
  ),
  defineRoute(
    {
      method: "delete",
      path: "/api/runs/{id}",
      tag,
      summary: "Take a prompt back that waits for its turn",
      params: idParams,
      status: 200,
      answer: answers.run,
    },
    ({ context, session, params }) => removeQueuedRun(context, session, params.id),
  ),
  defineRoute(
    {
      method: "post",
      path: "/api/runs/{id}/retry",
      tag,
      summary: "Try a run, or one of its steps, again on a branch beside it",
      params: idParams,
      body: retryRunSchema,
      status: 202,
      answer: answers.run,
    },
    ({ context, session, params, body }) => retryRun(context, session, params.id, body),
  ),
  defineRoute(
    {
      method: "post",
      path: "/api/runs/{id}/redo",
      tag,
      summary: "Take a committed step back and do it anew on the same branch, keeping the later ones",
      params: idParams,
      body: redoStepSchema,
      status: 202,
      answer: answers.run,
    },
    ({ context, session, params, body }) => redoStep(context, session, params.id, body),
  ),
  defineRoute(
    {
      method: "get",
      path: "/api/projects/{id}/comparison",
      tag,
      summary: "Two branches side by side: changes, runs, steps, price, preview",
      params: idParams,
      query: comparisonQuerySchema,
      status: 200,
      answer: answers.comparison,
    },
    ({ context, session, params, query }) => compareBranches(context, session, params.id, query),
  ),
];
