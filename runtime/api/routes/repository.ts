import { z } from "zod";
import { pageQuerySchema, pageSchema } from "#core/contracts/page.ts";
import { listCommits } from "../../services/list-commits.ts";
import { requireHead } from "../../services/require-head.ts";
import { requireProject, toRepositoryName } from "../../services/require-project.ts";
import { defineRoute } from "../define-route.ts";
import { answers, idParams } from "../schemas.ts";

const tag = "Repository";
const ref = z.string().min(1).max(250);
const treeQuery = z.object({ ref: ref.optional() });
const fileQuery = z.object({ ref: ref.optional(), path: z.string().min(1).max(1000) });
const diffQuery = z.object({ base: ref.optional(), head: ref, exact: z.enum(["true", "false"]).default("false") });
const commitsQuery = pageQuerySchema.extend({ branch: ref.optional() });

export const repositoryRoutes = [
  defineRoute(
    {
      method: "get",
      path: "/api/projects/{id}/branches",
      tag,
      summary: "Branches, the default branch first",
      params: idParams,
      status: 200,
      answer: pageSchema(answers.branch),
    },
    async ({ context, session, params }) => {
      const project = await requireProject(session, params.id);
      const branches = await context.gitHost.listBranches(toRepositoryName(project));
      const items = branches.map((branch) => ({ ...branch, isDefault: branch.name === project.defaultBranch }));
      return {
        items: items.toSorted(
          (one, other) => Number(other.isDefault) - Number(one.isDefault) || one.name.localeCompare(other.name),
        ),
        nextCursor: null,
      };
    },
  ),
  defineRoute(
    {
      method: "get",
      path: "/api/projects/{id}/commits",
      tag,
      summary: "Commits of a branch, newest first",
      params: idParams,
      query: commitsQuery,
      status: 200,
      answer: pageSchema(answers.commit),
    },
    ({ context, session, params, query }) =>
      listCommits(context, session, params.id, { ...query, branch: query.branch }),
  ),
  defineRoute(
    {
      method: "get",
      path: "/api/projects/{id}/tree",
      tag,
      summary: "Files at a branch or commit",
      params: idParams,
      query: treeQuery,
      status: 200,
      answer: answers.tree,
    },
    async ({ context, session, params, query }) => {
      const project = await requireProject(session, params.id);
      const at = query.ref ?? project.defaultBranch;
      const { commitSha, items } = await context.gitHost.listTree(
        toRepositoryName(project),
        await requireHead(context, project, at),
      );
      return { ref: at, commitSha, items };
    },
  ),
  defineRoute(
    {
      method: "get",
      path: "/api/projects/{id}/file",
      tag,
      summary: "One file at a branch or commit",
      params: idParams,
      query: fileQuery,
      status: 200,
      answer: answers.file,
    },
    async ({ context, session, params, query }) => {
      const project = await requireProject(session, params.id);
      const head = await requireHead(context, project, query.ref ?? project.defaultBranch);
      return context.gitHost.readFile(toRepositoryName(project), head, query.path);
    },
  ),
  defineRoute(
    {
      method: "get",
      path: "/api/projects/{id}/diff",
      tag,
      summary: "Changes from base to head; from their merge base unless exact",
      params: idParams,
      query: diffQuery,
      status: 200,
      answer: answers.diff,
    },
    async ({ context, session, params, query }) => {
      const project = await requireProject(session, params.id);
      const [base, head] = await Promise.all([
        requireHead(context, project, query.base ?? project.defaultBranch),
        requireHead(context, project, query.head),
      ]);
      return context.gitHost.diff(toRepositoryName(project), { base, head, fromMergeBase: query.exact === "false" });
    },
  ),
];
