import { z } from "zod";
import {
  githubAppAnswerSchema,
  githubCheckSchema,
  githubCodeSchema,
  githubConnectionSchema,
  githubManifestInputSchema,
  githubManifestSchema,
  githubOwnerSchema,
  githubPlaceSchema,
  githubRepositoryItemSchema,
} from "#core/contracts/github.ts";
import { listGitHubRepositories, listOwners } from "../../services/github/choose-repository.ts";
import { connectPerson, describeConnection, disconnectPerson } from "../../services/github/connect-person.ts";
import { disconnectRepository, moveToGitHub, reconnectRepository } from "../../services/github/move-project.ts";
import { checkApp, describeApp, finishManifest, prepareManifest, removeApp } from "../../services/github/set-up-app.ts";
import { toProjectAnswer } from "../../services/to-project-answer.ts";
import { defineAdminRoute, defineRoute } from "../define-route.ts";
import { answers, idParams } from "../schemas.ts";

const admin = "Admin";
const tag = "GitHub";
const empty = (): Response => new Response(null, { status: 204 });
const app = githubAppAnswerSchema.meta({ id: "GitHubApp" });
const connection = githubConnectionSchema.meta({ id: "GitHubConnection" });
const repositoriesQuery = z.object({
  installationId: z.coerce.number().int().positive(),
  page: z.coerce.number().int().min(1).max(1000).default(1),
});
const repositoriesAnswer = z.object({
  items: z.array(githubRepositoryItemSchema.meta({ id: "GitHubRepository" })),
  nextPage: z.number().int().nullable(),
});

const adminRoutes = [
  defineAdminRoute(
    {
      method: "get",
      path: "/api/admin/github",
      tag: admin,
      summary: "The GitHub App of this installation",
      status: 200,
      answer: app,
    },
    ({ context }) => describeApp(context),
  ),
  defineAdminRoute(
    {
      method: "post",
      path: "/api/admin/github/manifest",
      tag: admin,
      summary: "The form that makes a GitHub App with one click",
      body: githubManifestInputSchema,
      status: 200,
      answer: githubManifestSchema,
    },
    async ({ context, session, body }) => prepareManifest(context, session, body.organization),
  ),
  defineAdminRoute(
    {
      method: "post",
      path: "/api/admin/github/conversion",
      tag: admin,
      summary: "Take over the GitHub App that was just made",
      body: githubCodeSchema,
      status: 201,
      answer: app,
    },
    ({ context, session, body }) => finishManifest(context, session, body),
  ),
  defineAdminRoute(
    {
      method: "post",
      path: "/api/admin/github/check",
      tag: admin,
      summary: "Check the connection to GitHub",
      status: 200,
      answer: githubCheckSchema,
    },
    ({ context }) => checkApp(context),
  ),
  defineAdminRoute(
    {
      method: "delete",
      path: "/api/admin/github",
      tag: admin,
      summary: "Forget the GitHub App that was stored",
      status: 204,
      answer: undefined,
    },
    async ({ context, session }) => {
      await removeApp(context, session);
      return empty();
    },
  ),
];

const personRoutes = [
  defineRoute(
    { method: "get", path: "/api/github", tag, summary: "Your connection to GitHub", status: 200, answer: connection },
    ({ context, session }) => describeConnection(context, session),
  ),
  defineRoute(
    {
      method: "post",
      path: "/api/github",
      tag,
      summary: "Connect your account on GitHub",
      body: githubCodeSchema,
      status: 201,
      answer: connection,
    },
    ({ context, session, body }) => connectPerson(context, session, body),
  ),
  defineRoute(
    {
      method: "delete",
      path: "/api/github",
      tag,
      summary: "End your connection to GitHub",
      status: 204,
      answer: undefined,
    },
    async ({ context, session }) => {
      await disconnectPerson(context, session);
      return empty();
    },
  ),
  defineRoute(
    {
      method: "get",
      path: "/api/github/owners",
      tag,
      summary: "Accounts on GitHub that you can keep repositories in",
      status: 200,
      answer: z.object({ items: z.array(githubOwnerSchema.meta({ id: "GitHubOwner" })) }),
    },
    async ({ context, session }) => ({ items: await listOwners(context, session) }),
  ),
  defineRoute(
    {
      method: "get",
      path: "/api/github/repositories",
      tag,
      summary: "Repositories of an account that you can import",
      query: repositoriesQuery,
      status: 200,
      answer: repositoriesAnswer,
    },
    ({ context, session, query }) => listGitHubRepositories(context, session, query),
  ),
];

const projectRoutes = [
  defineRoute(
    {
      method: "post",
      path: "/api/projects/{id}/repository/move",
      tag,
      summary: "Move a project to GitHub with its whole history",
      params: idParams,
      body: githubPlaceSchema.omit({ repositoryId: true }),
      status: 200,
      answer: answers.project,
    },
    async ({ context, session, params, body }) =>
      toProjectAnswer(context, await moveToGitHub(context, session, params.id, body)),
  ),
  defineRoute(
    {
      method: "post",
      path: "/api/projects/{id}/repository/disconnect",
      tag,
      summary: "Stop fetching from and pushing to the repository",
      params: idParams,
      status: 200,
      answer: answers.project,
    },
    async ({ context, session, params }) =>
      toProjectAnswer(context, await disconnectRepository(context, session, params.id)),
  ),
  defineRoute(
    {
      method: "post",
      path: "/api/projects/{id}/repository/reconnect",
      tag,
      summary: "Find the repository again and go on",
      params: idParams,
      status: 200,
      answer: answers.project,
    },
    async ({ context, session, params }) =>
      toProjectAnswer(context, await reconnectRepository(context, session, params.id)),
  ),
];

export const githubRoutes = [...adminRoutes, ...personRoutes, ...projectRoutes];
