import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";
import { Hono } from "hono";
import { Webhook } from "standardwebhooks";
import { z } from "zod";

interface FakeDeploy {
  id: string;
  status: string;
  trigger: string;
  commit: { id: string; message: string; createdAt: string };
  createdAt: string;
  finishedAt: string | null;
  output: string[];
}

interface FakeService {
  id: string;
  name: string;
  type: "web_service" | "static_site";
  ownerId: string;
  repo: string;
  branch: string;
  createdAt: string;
  envVars: { key: string; value: string }[];
  deploys: FakeDeploy[];
  /** What its front page answers. */
  status: number;
}

const newServiceSchema = z.object({
  type: z.enum(["web_service", "static_site"]),
  name: z.string(),
  ownerId: z.string(),
  repo: z.url(),
  branch: z.string(),
  autoDeploy: z.literal("no"),
  envVars: z.array(z.object({ key: z.string(), value: z.string() })).default([]),
  serviceDetails: z.object({ buildCommand: z.string().optional(), publishPath: z.string().optional() }).loose(),
});

const LOG_PAGE = 2;

const toService = ({ deploys: _deploys, envVars: _variables, status: _status, ...service }: FakeService) => ({
  ...service,
  autoDeploy: "no",
  dashboardUrl: `https://dashboard.render.com/web/${service.id}`,
  serviceDetails: { url: `https://${service.name}.onrender.com`, plan: "free" },
  suspended: "not_suspended",
});

const toDeploy = ({ output: _output, finishedAt, ...deploy }: FakeDeploy) => ({
  ...deploy,
  ...(finishedAt === null ? {} : { finishedAt }),
});

const refuse = (status: number, message: string): Response => Response.json({ id: "req-1", message }, { status });

const createState = () => ({
  token: "rnd_token",
  owners: [{ id: "tea-1", name: "Groomers", type: "team", email: "owner@example.com" }],
  /** Head of each branch, by `owner/name branch`; a repository that Render cannot see has none. */
  heads: new Map<string, string>(),
  services: new Map<string, FakeService>(),
  /** Services made since the start. */
  made: 0,
  /** What a deploy does to one that is under way, as the workspace has set it; `none` lets both build. */
  overlap: "none" as "none" | "override" | "wait",
  faults: [] as { status: number; message: string }[],
  requests: [] as string[],
});
type State = ReturnType<typeof createState>;

const createDeployMaker = (now: () => number) => {
  let count = 0;
  return (service: FakeService, commitId: string, trigger: string): FakeDeploy => {
    count += 1;
    const at = new Date(now()).toISOString();
    const commit = { id: commitId, message: "Change", createdAt: at };
    const made = {
      id: `dep-${count}`,
      status: "created",
      trigger,
      commit,
      createdAt: at,
      finishedAt: null,
      output: [],
    };
    service.deploys.unshift(made);
    return made;
  };
};

const addServiceRoutes = (
  app: Hono,
  state: State,
  make: ReturnType<typeof createDeployMaker>,
  now: () => number,
): void => {
  app.get("/v1/owners", (context) => context.json(state.owners.map((owner) => ({ owner, cursor: owner.id }))));
  app.get("/v1/services", (context) => {
    const name = context.req.query("name") ?? "";
    const found = [...state.services.values()].filter((service) => service.name.startsWith(name));
    return context.json(found.map((service) => ({ service: toService(service), cursor: service.id })));
  });
  app.post("/v1/services", async (context) => {
    const body = newServiceSchema.parse(await context.req.json());
    const head = state.heads.get(`${body.repo.replace("https://github.com/", "")} ${body.branch}`);
    if (head === undefined) return refuse(400, "invalid or unfetchable repo URL");
    const { serviceDetails: _details, autoDeploy: _auto, ...fields } = body;
    state.made += 1;
    const createdAt = new Date(now()).toISOString();
    const service: FakeService = { ...fields, id: `srv-${state.made}`, createdAt, deploys: [], status: 200 };
    state.services.set(service.id, service);
    return context.json({ service: toService(service), deployId: make(service, head, "new_service").id }, 201);
  });
  app.get("/v1/services/:id", (context) => {
    const service = state.services.get(context.req.param("id"));
    return service === undefined ? refuse(404, "not found") : context.json(toService(service));
  });
  app.delete("/v1/services/:id", (context) => {
    state.services.delete(context.req.param("id"));
    return context.body(null, 204);
  });
  app.put("/v1/services/:id/env-vars", async (context) => {
    const service = state.services.get(context.req.param("id"));
    if (service === undefined) return refuse(404, "not found");
    service.envVars = newServiceSchema.shape.envVars.parse(await context.req.json());
    return context.json(service.envVars.map((envVar) => ({ envVar, cursor: envVar.key })));
  });
};

const addDeployRoutes = (app: Hono, state: State, make: ReturnType<typeof createDeployMaker>): void => {
  const find = (serviceId: string, deployId: string): FakeDeploy | undefined =>
    state.services.get(serviceId)?.deploys.find(({ id }) => id === deployId);
  app.get("/v1/services/:id/deploys", (context) => {
    const deploys = state.services.get(context.req.param("id"))?.deploys ?? [];
    return context.json(deploys.map((deploy) => ({ deploy: toDeploy(deploy), cursor: deploy.id })));
  });
  app.post("/v1/services/:id/deploys", async (context) => {
    const service = state.services.get(context.req.param("id"));
    if (service === undefined) return refuse(404, "not found");
    const { commitId } = z.object({ commitId: z.string() }).parse(await context.req.json());
    const busy = service.deploys.filter(({ finishedAt }) => finishedAt === null);
    const made = make(service, commitId, "api");
    if (state.overlap === "wait" && busy.length > 0) return context.body(null, 202);
    if (state.overlap === "override") {
      for (const each of busy) Object.assign(each, { status: "canceled", finishedAt: made.createdAt });
    }
    return context.json(toDeploy(made), 201);
  });
  app.get("/v1/services/:id/deploys/:deploy", ({ req, json }) => {
    const found = find(req.param("id"), req.param("deploy"));
    return found === undefined ? refuse(404, "not found") : json(toDeploy(found));
  });
  app.post("/v1/services/:id/deploys/:deploy/cancel", ({ req, json }) => {
    const found = find(req.param("id"), req.param("deploy"));
    if (found === undefined) return refuse(404, "not found");
    if (found.finishedAt !== null) return refuse(400, "deploy is not cancelable");
    found.status = "canceled";
    found.finishedAt = found.createdAt;
    return json(toDeploy(found));
  });
  app.post("/v1/services/:id/rollback", async (context) => {
    const { deployId } = z.object({ deployId: z.string() }).parse(await context.req.json());
    const service = state.services.get(context.req.param("id"));
    const origin = find(context.req.param("id"), deployId);
    if (service === undefined || origin === undefined) return refuse(404, "not found");
    return context.json(toDeploy(make(service, origin.commit.id, "rollback")), 201);
  });
  app.get("/v1/logs", (context) => {
    const { resource = "", startTime = "" } = context.req.query();
    const all = (state.services.get(resource)?.deploys ?? [])
      .toReversed()
      .flatMap(({ createdAt, output }) =>
        output.map((message, index) => ({ message, timestamp: new Date(Date.parse(createdAt) + index).toISOString() })),
      );
    const wanted = all.filter(({ timestamp }) => timestamp >= startTime);
    const next = wanted[LOG_PAGE]?.timestamp;
    return context.json({
      hasMore: next !== undefined,
      nextStartTime: next ?? startTime,
      nextEndTime: startTime,
      logs: wanted.slice(0, LOG_PAGE).map((line, index) => ({ id: String(index), labels: [], ...line })),
    });
  });
};

/**
 * A Render that behaves as its documentation says: the REST API, builds that end as a test wishes, Standard Webhooks, and
 * the sites themselves behind `fetch`.
 */
export const startFakeRender = async (
  options: { webhook?: { url: string; secret: string }; now?: () => number } = {},
) => {
  const { webhook, now = Date.now } = options;
  const state = createState();
  const make = createDeployMaker(now);
  const app = new Hono();
  app.use(async (context, next) => {
    state.requests.push(`${context.req.method} ${context.req.path}`);
    if (context.req.header("authorization") !== `Bearer ${state.token}`) return refuse(401, "Unauthorized");
    const fault = state.faults.shift();
    return fault === undefined ? next() : refuse(fault.status, fault.message);
  });
  addServiceRoutes(app, state, make, now);
  addDeployRoutes(app, state, make);
  const server = createServer(getRequestListener(app.fetch));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));

  const send = async (service: FakeService, status: string): Promise<void> => {
    if (webhook === undefined) return;
    const id = `evt-${crypto.randomUUID()}`;
    const at = new Date(now());
    const data = { id, serviceId: service.id, serviceName: service.name, status };
    const body = JSON.stringify({ type: "deploy_ended", timestamp: at.toISOString(), data });
    const headers = {
      "content-type": "application/json",
      "webhook-id": id,
      "webhook-timestamp": String(Math.floor(at.getTime() / 1000)),
      "webhook-signature": new Webhook(webhook.secret).sign(id, at, body),
    };
    const answer = await fetch(webhook.url, { method: "POST", headers, body });
    if (!answer.ok) throw new Error(`the webhook was answered ${answer.status}`);
  };

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    state,
    /** Moves a deploy on; `live`, `build_failed`, `update_failed` and `canceled` are ends, and are told by webhook. */
    move: async (externalId: string, status: string, output: string[] = []): Promise<void> => {
      const [serviceId = "", deployId = ""] = externalId.split("/");
      const service = state.services.get(serviceId);
      const deploy = service?.deploys.find(({ id }) => id === deployId);
      if (service === undefined || deploy === undefined) throw new Error(`there is no deploy ${externalId}`);
      deploy.status = status;
      deploy.output.push(...output);
      if (!["live", "build_failed", "update_failed", "canceled"].includes(status)) return;
      deploy.finishedAt = new Date(now()).toISOString();
      await send(service, status === "live" ? "succeeded" : "failed");
    },
    fetch: (async (input, init) => {
      const request = new Request(input, init);
      const { hostname } = new URL(request.url);
      if (!hostname.endsWith(".onrender.com")) return fetch(request);
      const service = [...state.services.values()].find(({ name }) => hostname === `${name}.onrender.com`);
      return new Response("Hello", { status: service?.status ?? 404 });
    }) satisfies typeof globalThis.fetch,
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
export type FakeRender = Awaited<ReturnType<typeof startFakeRender>>;
