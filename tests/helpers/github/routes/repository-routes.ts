import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { initRepository } from "#git-service/local/init-repository.ts";
import { GitHubRefusal, type GitHubRoute, json, notFound, paginate, type RouteCall, textOf } from "../answer.ts";
import { describeAccount, describeFullRepository, describePerson, describeRepository } from "../describe.ts";
import { describeCommit, readCommits } from "../describe-commit.ts";
import {
  accountByLogin,
  findRepository,
  fullNameOf,
  type GitHubAccount,
  type GitHubRepository,
  type GitHubState,
  roleOf,
} from "../github-state.ts";
import { readRefs } from "../repository-git.ts";

/** Makes an empty repository, as the API and the web page do. GitHubRefusal 422 when the name is taken. */
export const makeRepository = async (
  state: GitHubState,
  owner: GitHubAccount,
  options: { name: string; isPrivate?: boolean; description?: string | null; defaultBranch?: string },
): Promise<GitHubRepository> => {
  if (findRepository(state, owner.login, options.name) !== undefined) {
    throw new GitHubRefusal(422, "Repository creation failed.", {
      errors: [
        { resource: "Repository", code: "custom", field: "name", message: "name already exists on this account" },
      ],
    });
  }
  const id = state.nextId();
  const repository: GitHubRepository = {
    id,
    ownerId: owner.id,
    name: options.name,
    isPrivate: options.isPrivate ?? false,
    description: options.description ?? null,
    defaultBranch: options.defaultBranch ?? "main",
    createdAt: state.now(),
    pushedAt: state.now(),
    directory: join(state.directory, `${id}.git`),
    collaborators: new Map(),
    isArchived: false,
  };
  await mkdir(repository.directory, { recursive: true });
  await initRepository(repository.directory, repository.defaultBranch);
  // A name that was given up and is used again leads nowhere else any more.
  state.formerNames.delete(`${owner.login}/${options.name}`.toLowerCase());
  state.repositories.push(repository);
  return repository;
};

const create = async (call: RouteCall, owner: GitHubAccount) => {
  const { state, body } = call;
  const repository = await makeRepository(state, owner, {
    name: textOf(body, "name"),
    isPrivate: body["private"] === true,
    description: typeof body["description"] === "string" ? body["description"] : null,
  });
  // What an App makes, it reaches.
  const installation = state.installations.find(({ accountId }) => accountId === owner.id);
  if (installation?.selection === "selected") installation.repositoryIds.add(repository.id);
  return json(201, describeFullRepository(state, repository, "admin"));
};

const remember = (state: GitHubState, repository: GitHubRepository): void => {
  state.formerNames.set(fullNameOf(state, repository).toLowerCase(), repository.id);
};

const repositoryById = (call: RouteCall): GitHubRepository => {
  const found = call.state.repositories.find(({ id }) => String(id) === call.params["id"]);
  if (found === undefined) throw notFound();
  call.params["owner"] = fullNameOf(call.state, found).split("/")[0] ?? "";
  call.params["repo"] = found.name;
  return call.repository("metadata", "read");
};

export const repositoryRoutes: GitHubRoute[] = [
  {
    method: "GET",
    path: "/user",
    as: "token",
    answer: ({ state, caller }) => {
      const account = accountByLogin(state, caller.login);
      if (account === undefined) throw new GitHubRefusal(403, "Resource not accessible by integration");
      return json(200, describePerson(state, account));
    },
  },
  {
    method: "POST",
    path: "/user/repos",
    as: "token",
    isContent: true,
    answer: (call) => {
      const owner = accountByLogin(call.state, call.caller.login);
      if (owner === undefined) throw new GitHubRefusal(403, "Resource not accessible by integration");
      return create(call, owner);
    },
  },
  {
    method: "POST",
    path: "/orgs/{org}/repos",
    as: "token",
    isContent: true,
    answer: (call) => {
      const { state, caller, params } = call;
      const owner = accountByLogin(state, params["org"] ?? "");
      if (owner === undefined || owner.type !== "Organization") throw notFound();
      const isApp = caller.token?.kind === "installation" && caller.token.permissions["administration"] === "write";
      if (!isApp && !owner.members.includes(caller.login)) {
        throw new GitHubRefusal(403, `You need admin access to the organization before adding a repository to it.`);
      }
      return create(call, owner);
    },
  },
  {
    method: "GET",
    path: "/repos/{owner}/{repo}",
    as: "token",
    answer: (call) => json(200, describeFullRepository(call.state, call.repository("metadata", "read"))),
  },
  {
    method: "GET",
    path: "/repositories/{id}",
    as: "token",
    answer: (call) => json(200, describeFullRepository(call.state, repositoryById(call))),
  },
  {
    method: "PATCH",
    path: "/repos/{owner}/{repo}",
    as: "token",
    answer: async (call) => {
      const repository = call.repository("administration", "write");
      const { state, body } = call;
      if (typeof body["default_branch"] === "string") {
        const refs = await readRefs(repository);
        if (!refs.has(`refs/heads/${body["default_branch"]}`)) {
          throw new GitHubRefusal(422, `The branch ${body["default_branch"]} was not found.`);
        }
        repository.defaultBranch = body["default_branch"];
      }
      if (typeof body["name"] === "string" && body["name"] !== repository.name) {
        remember(state, repository);
        repository.name = body["name"];
      }
      if (typeof body["private"] === "boolean") repository.isPrivate = body["private"];
      if (typeof body["archived"] === "boolean") repository.isArchived = body["archived"];
      return json(200, describeFullRepository(state, repository, "admin"));
    },
  },
  {
    method: "DELETE",
    path: "/repos/{owner}/{repo}",
    as: "token",
    answer: async (call) => {
      const repository = call.repository("administration", "write");
      call.state.repositories.splice(call.state.repositories.indexOf(repository), 1);
      await rm(repository.directory, { recursive: true, force: true });
      return { status: 204 };
    },
  },
  {
    method: "POST",
    path: "/repos/{owner}/{repo}/transfer",
    as: "token",
    answer: (call) => {
      const repository = call.repository("administration", "write");
      const owner = accountByLogin(call.state, textOf(call.body, "new_owner"));
      if (owner === undefined) throw new GitHubRefusal(422, "Invalid new owner.");
      remember(call.state, repository);
      repository.ownerId = owner.id;
      const { permissions: _, ...minimal } = describeFullRepository(call.state, repository);
      return json(202, minimal);
    },
  },
  {
    method: "GET",
    path: "/repos/{owner}/{repo}/branches",
    as: "token",
    answer: async (call) => {
      const repository = call.repository("contents", "read");
      const refs = [...(await readRefs(repository))].filter(([ref]) => ref.startsWith("refs/heads/"));
      const path = `/repos/${fullNameOf(call.state, repository)}/branches`;
      const { items, headers } = paginate(call, path, refs);
      const url = `${call.state.origin}/api/v3/repos/${fullNameOf(call.state, repository)}/commits`;
      return json(
        200,
        items.map(([ref, sha]) => ({
          name: ref.slice("refs/heads/".length),
          commit: { sha, url: `${url}/${sha}` },
          protected: false,
        })),
        headers,
      );
    },
  },
  {
    method: "GET",
    path: "/repos/{owner}/{repo}/commits",
    as: "token",
    answer: async (call) => {
      const repository = call.repository("contents", "read");
      const start = call.query.get("sha") ?? repository.defaultBranch;
      const refs = await readRefs(repository);
      if (refs.size === 0) throw new GitHubRefusal(409, "Git Repository is empty.");
      const commits = await readCommits(repository, ["--end-of-options", start]);
      const { items, headers } = paginate(call, `/repos/${fullNameOf(call.state, repository)}/commits`, commits);
      return json(
        200,
        items.map((each) => describeCommit(call.state, repository, each)),
        headers,
      );
    },
  },
  {
    method: "GET",
    path: "/repos/{owner}/{repo}/collaborators/{username}/permission",
    as: "token",
    answer: (call) => {
      const repository = call.repository("metadata", "read");
      const account = accountByLogin(call.state, call.params["username"] ?? "");
      if (account === undefined) throw notFound();
      const permission = roleOf(call.state, repository, account.login);
      const user = describeAccount(call.state, account);
      return json(200, { permission, role_name: permission, user: { ...user, role_name: permission } });
    },
  },
  {
    method: "GET",
    path: "/user/repos",
    as: "token",
    answer: (call) => {
      const { state, caller } = call;
      const mine = state.repositories.filter((each) => roleOf(state, each, caller.login) === "admin");
      const { items, headers } = paginate(call, "/user/repos", mine);
      return json(
        200,
        items.map((each) => describeRepository(state, each)),
        headers,
      );
    },
  },
];
