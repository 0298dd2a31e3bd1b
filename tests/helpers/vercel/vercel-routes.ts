import { createHash } from "node:crypto";
import { Hono } from "hono";
import { z } from "zod";
import {
  type FakeDeployment,
  type FakeProject,
  type FakeState,
  findProject,
  refuse,
  toDeploymentAnswer,
  toProjectAnswer,
} from "./fake-vercel-state.ts";
import { addDomainRoutes } from "./add-domain-routes.ts";

const newDeploymentSchema = z.object({
  name: z.string(),
  project: z.string().optional(),
  target: z.literal("production").optional(),
  meta: z.record(z.string(), z.string()).default({}),
  files: z.array(z.object({ file: z.string(), sha: z.string(), size: z.number() })).optional(),
  gitSource: z.object({ type: z.literal("github"), repoId: z.number(), ref: z.string(), sha: z.string() }).optional(),
  deploymentId: z.string().optional(),
});

const newProjectSchema = z.object({
  name: z.string().regex(/^[a-z0-9._-]{1,100}$/),
  framework: z.string().nullish(),
  rootDirectory: z.string().nullish(),
  gitRepository: z.object({ type: z.literal("github"), repo: z.string() }).optional(),
});

const newVariablesSchema = z.array(
  z.object({
    key: z.string(),
    value: z.string(),
    type: z.enum(["sensitive", "encrypted", "plain"]),
    target: z.array(z.enum(["production", "preview", "development"])),
    comment: z.string().optional(),
  }),
);

export type AddDeployment = (
  deployment: Pick<FakeDeployment, "name" | "projectId" | "target" | "meta" | "gitSource" | "files">,
) => FakeDeployment;

const addProjectRoutes = (app: Hono, state: FakeState): void => {
  app.post("/v11/projects", async (context) => {
    const body = newProjectSchema.parse(await context.req.json());
    if (findProject(state, body.name) !== undefined) return refuse(409, "conflict", "A project with that name exists.");
    const repo = body.gitRepository?.repo;
    const repository = repo === undefined ? undefined : state.repositories.get(repo);
    if (repo !== undefined && repository === undefined) {
      const message = `The repository "${repo}" couldn't be found in your linked Git provider. Install the GitHub App.`;
      return refuse(400, "bad_request", message);
    }
    const [org = "", name = ""] = (repo ?? "").split("/");
    const project: FakeProject = {
      id: `prj_${state.projects.size + 1}`,
      name: body.name,
      framework: body.framework ?? null,
      rootDirectory: body.rootDirectory ?? null,
      link: repository === undefined ? null : { type: "github", repoId: repository.id, org, repo: name },
      variables: [],
      bypass: null,
      isProtected: false,
      production: null,
      isRolledBack: false,
      lastAliasRequest: null,
    };
    state.projects.set(project.id, project);
    return context.json(toProjectAnswer(project));
  });
  app.get("/v9/projects/:id", (context) => {
    const project = findProject(state, context.req.param("id"));
    return project === undefined
      ? refuse(404, "not_found", "Project not found.")
      : context.json(toProjectAnswer(project));
  });
  app.patch("/v1/projects/:id/protection-bypass", (context) => {
    const project = findProject(state, context.req.param("id"));
    if (project === undefined) return refuse(404, "not_found", "Project not found.");
    project.bypass = "b".repeat(32);
    return context.json({ protectionBypass: { [project.bypass]: { scope: "automation-bypass", createdAt: 1 } } });
  });
};

const addVariableRoutes = (app: Hono, state: FakeState): void => {
  app.get("/v10/projects/:id/env", (context) => {
    const variables = findProject(state, context.req.param("id"))?.variables ?? [];
    // A sensitive value is never answered.
    return context.json({ envs: variables.map((each) => ({ ...each, value: "" })) });
  });
  app.post("/v10/projects/:id/env", async (context) => {
    const project = findProject(state, context.req.param("id"));
    if (project === undefined) return refuse(404, "not_found", "Project not found.");
    for (const variable of newVariablesSchema.parse(await context.req.json())) {
      project.variables = project.variables.filter(
        ({ key, target }) => key !== variable.key || target.join() !== variable.target.join(),
      );
      const id = `env_${variable.key}_${variable.target.join("-")}`;
      const { comment, ...rest } = variable;
      project.variables.push({ id, ...rest, ...(comment === undefined ? {} : { comment }) });
    }
    return context.json({ created: [], failed: [] }, 201);
  });
  app.delete("/v9/projects/:id/env/:variable", (context) => {
    const project = findProject(state, context.req.param("id"));
    if (project !== undefined) {
      project.variables = project.variables.filter(({ id }) => id !== context.req.param("variable"));
    }
    return context.json({});
  });
};

const addServingRoutes = (app: Hono, state: FakeState): void => {
  const serve = (type: string) => (projectId: string, deploymentId: string) => {
    const project = findProject(state, projectId);
    const deployment = state.deployments.get(deploymentId);
    if (project === undefined || deployment === undefined) return refuse(404, "not_found", "Not found.");
    if (deployment.target !== "production" || deployment.readyState !== "READY") {
      return refuse(400, "bad_request", "Only a ready production deployment can be promoted.");
    }
    const fromDeploymentId = project.production;
    project.lastAliasRequest = { fromDeploymentId, toDeploymentId: deploymentId, jobStatus: "succeeded", type };
    project.production = deploymentId;
    project.isRolledBack = type === "rollback";
    deployment.isStaged = false;
    return new Response(null, { status: 201 });
  };
  app.post("/v10/projects/:id/promote/:deployment", ({ req }) =>
    serve("promote")(req.param("id"), req.param("deployment")),
  );
  app.post("/v1/projects/:id/rollback/:deployment", ({ req }) =>
    serve("rollback")(req.param("id"), req.param("deployment")),
  );
};

const addDeploymentRoutes = (app: Hono, state: FakeState, add: AddDeployment): void => {
  app.post("/v2/files", async (context) => {
    const content = Buffer.from(await context.req.arrayBuffer());
    const digest = createHash("sha1").update(content).digest("hex");
    if (context.req.header("x-vercel-digest") !== digest) return refuse(400, "invalid_digest", "The digest is wrong.");
    state.uploaded.set(digest, content);
    return context.json({});
  });
  app.post("/v13/deployments", async (context) => {
    const body = newDeploymentSchema.parse(await context.req.json());
    const project = findProject(state, body.project ?? body.name);
    if (project === undefined) return refuse(404, "not_found", "Project not found.");
    const missing = (body.files ?? []).map(({ sha }) => sha).filter((sha) => !state.uploaded.has(sha));
    if (missing.length > 0) return refuse(400, "missing_files", "Missing files", { missing: [...new Set(missing)] });
    const origin = body.deploymentId === undefined ? undefined : state.deployments.get(body.deploymentId);
    if (body.deploymentId !== undefined && origin === undefined)
      return refuse(404, "not_found", "Deployment not found.");
    const made = add({
      name: project.name,
      projectId: project.id,
      target: body.target ?? null,
      meta: body.meta,
      gitSource: body.gitSource ?? origin?.gitSource ?? null,
      files: body.files ?? origin?.files ?? [],
    });
    return context.json(toDeploymentAnswer(state, made));
  });
  app.get("/v13/deployments/:id", (context) => {
    const found = state.deployments.get(context.req.param("id"));
    return found === undefined
      ? refuse(404, "not_found", "The deployment was not found.")
      : context.json(toDeploymentAnswer(state, found));
  });
  app.get("/v7/deployments", (context) => {
    const { projectId, sha, branch } = context.req.query();
    const deployments = [...state.deployments.values()]
      .filter((each) => each.projectId === projectId)
      .filter((each) => sha === undefined || each.gitSource?.sha === sha)
      .filter((each) => branch === undefined || each.gitSource?.ref === branch)
      .toReversed()
      .map((each) => toDeploymentAnswer(state, each));
    return context.json({ deployments, pagination: { count: deployments.length, next: null, prev: null } });
  });
  app.get("/v3/deployments/:id/events", (context) => {
    const found = state.deployments.get(context.req.param("id"));
    const events = (found?.output ?? []).map((text, index) => ({
      type: "stdout",
      created: (found?.createdAt ?? 0) + Math.floor(index / 3),
      payload: { deploymentId: found?.id, id: String(index), text, serial: String(index).padStart(6, "0"), date: 1 },
      serial: String(index).padStart(6, "0"),
    }));
    return context.json(events);
  });
  app.patch("/v12/deployments/:id/cancel", (context) => {
    const found = state.deployments.get(context.req.param("id"));
    if (found === undefined) return refuse(404, "not_found", "The deployment was not found.");
    if (!["QUEUED", "INITIALIZING", "BUILDING"].includes(found.readyState)) {
      return refuse(400, "bad_request", "It is not possible to cancel a deployment that is done.");
    }
    found.readyState = "CANCELED";
    return context.json(toDeploymentAnswer(state, found));
  });
  app.delete("/v13/deployments/:id", (context) => {
    state.deployments.delete(context.req.param("id"));
    return context.json({ uid: context.req.param("id"), state: "DELETED" });
  });
};

const addAccountRoutes = (app: Hono, state: FakeState): void => {
  app.get("/v2/user", (context) => context.json({ user: { ...state.user, uid: state.user.id, version: "northstar" } }));
  app.get("/v2/teams/:id", (context) => {
    const team = state.teams.get(context.req.param("id"));
    return team === undefined ? refuse(403, "forbidden", "Not authorized") : context.json(team);
  });
  app.get("/v3/teams/:id/members", (context) => {
    const emails = state.teams.get(context.req.param("id"))?.members ?? [];
    return context.json({ members: emails.map((email) => ({ email, confirmed: true, role: "MEMBER" })) });
  });
  app.get("/v1/integrations/search-repo", (context) => {
    const query = context.req.query("query") ?? "";
    const repos = [...state.repositories]
      .filter(([name]) => name.includes(query))
      .map(([name, { id, isPrivate }]) => ({ id, name: name.split("/")[1], slug: name, private: isPrivate }));
    return context.json({ gitAccount: { provider: "github", namespaceId: 1 }, repos });
  });
};

/** Vercel's REST API, as far as deployments need it, over the state of a fake. */
export const createVercelRoutes = (state: FakeState, add: AddDeployment): Hono => {
  const app = new Hono();
  app.use(async (context, next) => {
    state.requests.push(`${context.req.method} ${context.req.path}`);
    if (context.req.header("authorization") !== `Bearer ${state.token}`) {
      return refuse(403, "forbidden", "Not authorized");
    }
    const team = context.req.query("teamId");
    if (team !== undefined && !state.teams.has(team)) return refuse(403, "forbidden", "Not authorized");
    const fault = state.faults.shift();
    if (fault !== undefined) return refuse(fault.status, fault.code, fault.message);
    return next();
  });
  addAccountRoutes(app, state);
  addProjectRoutes(app, state);
  addVariableRoutes(app, state);
  addServingRoutes(app, state);
  addDeploymentRoutes(app, state, add);
  addDomainRoutes(app, state);
  return app;
};
