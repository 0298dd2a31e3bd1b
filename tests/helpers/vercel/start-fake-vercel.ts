import { createHmac, randomUUID } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";
import { createFakeState, type FakeDeployment } from "./fake-vercel-state.ts";
import { type AddDeployment, createVercelRoutes } from "./vercel-routes.ts";

interface Options {
  /** Where its webhooks go, signed with the secret; nowhere when it is left out. */
  webhook?: { url: string; secret: string };
  now?: () => number;
}

type Outcome =
  | { state: "READY"; status?: number }
  | { state: "ERROR"; errorCode: string; errorMessage: string }
  | { state: "CANCELED" }
  | { state: "BLOCKED"; blockCode?: string; errorMessage?: string };

const events: Partial<Record<FakeDeployment["readyState"], string>> = {
  READY: "deployment.succeeded",
  ERROR: "deployment.error",
  CANCELED: "deployment.canceled",
};

/**
 * A Vercel that behaves as its documentation says: the API over HTTP for the real SDK, a Git integration, builds that end
 * as a test wishes, webhooks with an HMAC-SHA1, and the deployed sites themselves behind `fetch`.
 */
export const startFakeVercel = async ({ webhook, now = Date.now }: Options = {}) => {
  const state = createFakeState();
  /** Sent since the start, and whether a webhook is to be lost. */
  const webhooks = { sent: 0, isLost: (_number: number): boolean => false };

  const send = async (type: string, deployment: FakeDeployment): Promise<void> => {
    webhooks.sent += 1;
    if (webhook === undefined || webhooks.isLost(webhooks.sent)) return;
    const body = JSON.stringify({
      id: `evt_${randomUUID()}`,
      type,
      createdAt: now(),
      region: null,
      payload: {
        team: { id: "team_1" },
        user: { id: state.user.id },
        deployment: { id: deployment.id, name: deployment.name, url: deployment.url, meta: deployment.meta },
        project: { id: deployment.projectId },
        target: deployment.target,
        plan: "pro",
        regions: ["iad1"],
      },
    });
    const signature = createHmac("sha1", webhook.secret).update(body).digest("hex");
    const headers = { "content-type": "application/json", "x-vercel-signature": signature };
    const answer = await fetch(webhook.url, { method: "POST", headers, body });
    if (!answer.ok) throw new Error(`the webhook was answered ${answer.status}`);
  };

  let number = 0;
  const add: AddDeployment = (given) => {
    number += 1;
    const made: FakeDeployment = {
      ...given,
      id: `dpl_${number}`,
      url: `${given.name}-${number}-groomers.vercel.app`,
      readyState: "QUEUED",
      createdAt: now(),
      output: [],
      isStaged: false,
      status: 200,
    };
    state.deployments.set(made.id, made);
    return made;
  };

  const require = (id: string): FakeDeployment => {
    const found = state.deployments.get(id);
    if (found === undefined) throw new Error(`there is no deployment ${id}`);
    return found;
  };

  const server = createServer(getRequestListener(createVercelRoutes(state, add).fetch));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const visit = (host: string, headers: Headers): Response => {
    const found = [...state.deployments.values()].find((each) => {
      const project = state.projects.get(each.projectId);
      return each.url === host || (project?.production === each.id && host === `${project.name}.vercel.app`);
    });
    if (found === undefined || found.readyState !== "READY")
      return new Response("DEPLOYMENT_NOT_FOUND", { status: 404 });
    const project = state.projects.get(found.projectId);
    const mayPass = project?.bypass !== null && headers.get("x-vercel-protection-bypass") === project?.bypass;
    if (project?.isProtected === true && !mayPass) return new Response("Authentication Required", { status: 401 });
    return new Response("<h1>Hello</h1>", { status: found.status });
  };

  return {
    url,
    state,
    webhooks,
    /** What the Git integration does with a push. */
    deployFromGit: async (push: { repositoryId: number; ref: string; sha: string; isProduction: boolean }) => {
      const project = [...state.projects.values()].find(({ link }) => link?.repoId === push.repositoryId);
      if (project === undefined) return null;
      const made = add({
        name: project.name,
        projectId: project.id,
        target: push.isProduction ? "production" : null,
        meta: { githubCommitRef: push.ref, githubCommitSha: push.sha },
        gitSource: { type: "github", repoId: push.repositoryId, ref: push.ref, sha: push.sha },
        files: [],
      });
      await send("deployment.created", made);
      return made.id;
    },
    build: (id: string, output: string[]): void => {
      const deployment = require(id);
      deployment.readyState = "BUILDING";
      deployment.output.push(...output);
    },
    end: async (id: string, outcome: Outcome): Promise<void> => {
      const deployment = require(id);
      deployment.readyState = outcome.state;
      if (outcome.state === "READY") {
        deployment.ready = now();
        deployment.status = outcome.status ?? 200;
        const project = state.projects.get(deployment.projectId);
        if (deployment.target === "production" && project !== undefined) {
          if (project.isRolledBack) deployment.isStaged = true;
          else project.production = id;
        }
      }
      if (outcome.state === "ERROR") {
        Object.assign(deployment, { errorCode: outcome.errorCode, errorMessage: outcome.errorMessage });
      }
      if (outcome.state === "BLOCKED") {
        const { blockCode, errorMessage } = outcome;
        Object.assign(deployment, blockCode === undefined ? {} : { seatBlock: { blockCode } }, { errorMessage });
      }
      const event = events[outcome.state];
      if (event !== undefined) await send(event, deployment);
    },
    /** Reaches this Vercel's API and the sites it serves. */
    fetch: (async (input, init) => {
      const request = new Request(input, init);
      const { hostname } = new URL(request.url);
      return hostname.endsWith(".vercel.app") ? visit(hostname, request.headers) : fetch(request);
    }) satisfies typeof globalThis.fetch,
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
export type FakeVercel = Awaited<ReturnType<typeof startFakeVercel>>;
