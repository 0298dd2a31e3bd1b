import { z } from "zod";
import { ExternalServiceError } from "#core/errors/external-service-error.ts";
import { RenderApiError } from "./render-api-error.ts";
import {
  renderCreatedSchema,
  type RenderDeploy,
  renderDeploySchema,
  renderDeploysSchema,
  renderErrorSchema,
  renderLogsSchema,
  renderOwnersSchema,
  type RenderService,
  renderServicesSchema,
  renderServiceSchema,
} from "./render-schemas.ts";

export interface RenderAccess {
  apiUrl: string;
  token: string;
  /** Workspace whose services are used; absent for the key's first. */
  ownerId: string | undefined;
}

export interface NewService {
  name: string;
  ownerId: string;
  repository: string;
  branch: string;
  environment: Readonly<Record<string, string>>;
  rootDirectory: string | null;
  buildCommand: string;
  /** Where a static site's files are; null for a server. */
  publishPath: string | null;
  startCommand: string | null;
}

const TIMEOUT_MILLISECONDS = 20_000;
const LOG_PAGE = 100;
const MAXIMUM_LOG_PAGES = 100;

type Send = <Schema extends z.ZodType>(
  schema: Schema,
  method: string,
  path: string,
  body?: unknown,
) => Promise<z.output<Schema>>;

const parseJson = (text: string): unknown => {
  try {
    return text === "" ? null : JSON.parse(text);
  } catch {
    return null;
  }
};

const createSend =
  ({ access, fetch }: { access: RenderAccess; fetch: typeof globalThis.fetch }): Send =>
  async (schema, method, path, body) => {
    const headers = { authorization: `Bearer ${access.token}`, accept: "application/json" };
    const answer = await fetch(`${access.apiUrl}${path}`, {
      method,
      headers: body === undefined ? headers : { ...headers, "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(TIMEOUT_MILLISECONDS),
    }).catch((cause: unknown) => {
      throw new ExternalServiceError("Render", String(cause), "It is tried again by itself; check the network.", {
        isRetryable: true,
        cause,
      });
    });
    const json = parseJson(await answer.text());
    if (answer.ok) return schema.parse(json);
    const { data } = renderErrorSchema.safeParse(json);
    throw new RenderApiError({ status: answer.status, detail: data?.message ?? "" });
  };

const orNull = async <Value>(request: Promise<Value>): Promise<Value | null> => {
  try {
    return await request;
  } catch (thrown) {
    if (thrown instanceof RenderApiError && thrown.refusal.status === 404) return null;
    throw thrown;
  }
};

const toServiceBody = ({ name, ownerId, repository, branch, environment, ...service }: NewService) => {
  const { rootDirectory, buildCommand, publishPath, startCommand } = service;
  return {
    type: publishPath === null ? "web_service" : "static_site",
    name,
    ownerId,
    repo: `https://github.com/${repository}`,
    branch,
    // Each deploy is asked for with its commit, so that none happens behind our back.
    autoDeploy: "no",
    ...(rootDirectory === null ? {} : { rootDir: rootDirectory }),
    envVars: Object.entries(environment).map(([key, value]) => ({ key, value })),
    serviceDetails:
      publishPath === null
        ? { runtime: "node", plan: "free", envSpecificDetails: { buildCommand, startCommand } }
        : { buildCommand, publishPath, pullRequestPreviewsEnabled: "no" },
  };
};

const queuedDeploySchema = z.union([renderDeploySchema, z.unknown().transform(() => null)]);

const createDeployCalls = (send: Send) => ({
  /** Null when Render has only taken it in (202), to begin when the deploy before has ended. */
  createDeploy: (serviceId: string, commitId: string): Promise<RenderDeploy | null> =>
    send(queuedDeploySchema, "POST", `/services/${serviceId}/deploys`, { commitId }),
  getDeploy: (serviceId: string, id: string): Promise<RenderDeploy | null> =>
    orNull(send(renderDeploySchema, "GET", `/services/${serviceId}/deploys/${id}`)),
  /** Newest first. */
  listDeploys: async (serviceId: string): Promise<RenderDeploy[]> =>
    (await send(renderDeploysSchema, "GET", `/services/${serviceId}/deploys?limit=20`)).map(({ deploy }) => deploy),
  cancelDeploy: async (serviceId: string, id: string): Promise<void> => {
    await send(z.unknown(), "POST", `/services/${serviceId}/deploys/${id}/cancel`);
  },
  rollBack: (serviceId: string, deployId: string): Promise<RenderDeploy> =>
    send(renderDeploySchema, "POST", `/services/${serviceId}/rollback`, { deployId }),
  /** What builds of a service printed from a time on, in order. */
  listOutput: async ({ ownerId, id }: RenderService, from: string, to: string | null): Promise<string[]> => {
    const lines: string[] = [];
    let startTime: string | null = from;
    for (let page = 0; startTime !== null && page < MAXIMUM_LOG_PAGES; page += 1) {
      const query = new URLSearchParams({ ownerId, resource: id, type: "build", direction: "forward", startTime });
      query.set("limit", String(LOG_PAGE));
      if (to !== null) query.set("endTime", to);
      const answer: z.infer<typeof renderLogsSchema> = await send(renderLogsSchema, "GET", `/logs?${query.toString()}`);
      lines.push(...answer.logs.flatMap(({ message }) => message.replace(/\n$/, "").split("\n")));
      startTime = answer.hasMore ? (answer.nextStartTime ?? null) : null;
    }
    return lines;
  },
});

/** The parts of Render's REST API that deployments need, with one API key. */
export const createRenderClient = (options: { access: RenderAccess; fetch: typeof globalThis.fetch }) => {
  const send = createSend(options);
  return {
    ...createDeployCalls(send),
    listOwners: async () => (await send(renderOwnersSchema, "GET", "/owners?limit=100")).map(({ owner }) => owner),
    /** Those of exactly this name, the oldest first: Render's filter takes more than that. */
    listServices: async (name: string): Promise<RenderService[]> => {
      const found = await send(renderServicesSchema, "GET", `/services?limit=100&name=${encodeURIComponent(name)}`);
      return found
        .map(({ service }) => service)
        .filter((service) => service.name === name)
        .toSorted((one, other) => one.createdAt.localeCompare(other.createdAt) || one.id.localeCompare(other.id));
    },
    getService: (id: string): Promise<RenderService | null> =>
      orNull(send(renderServiceSchema, "GET", `/services/${id}`)),
    createService: (service: NewService) => send(renderCreatedSchema, "POST", "/services", toServiceBody(service)),
    saveEnvironment: async (serviceId: string, environment: Readonly<Record<string, string>>): Promise<void> => {
      const variables = Object.entries(environment).map(([key, value]) => ({ key, value }));
      await send(z.unknown(), "PUT", `/services/${serviceId}/env-vars`, variables);
    },
    removeService: async (id: string): Promise<void> => {
      await orNull(send(z.unknown(), "DELETE", `/services/${id}`));
    },
  };
};
export type RenderClient = ReturnType<typeof createRenderClient>;
