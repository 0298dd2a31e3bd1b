import type { Deployment } from "#core/contracts/deployment.ts";
import type { FollowContext } from "#core/ports/deploy-host.ts";
import { normaliseBuildError } from "../../errors/normalise-build-error.ts";
import { probeUrl } from "../remote/probe-url.ts";
import { failDeployment } from "../remote/remote-host-options.ts";
import type { RenderClient } from "./create-render-client.ts";
import { RenderApiError } from "./render-api-error.ts";
import type { RenderDeploy, RenderService } from "./render-schemas.ts";
import { openRender, parseExternalId, type RenderHostOptions, toRenderFailure } from "./render-host-options.ts";

/** How long the app may fail to answer after Render said it is live, before that is its end. */
const PATIENCE_MILLISECONDS = 60_000;

interface Look {
  client: RenderClient;
  options: RenderHostOptions;
  deployment: Deployment;
  service: RenderService;
  deploy: RenderDeploy;
  context: FollowContext;
}

const waiting = new Set(["created", "queued"]);
const failed = new Set(["build_failed", "update_failed", "pre_deploy_failed"]);

const announce = async ({ options, service, deploy, context }: Look): Promise<void> => {
  const url = service.serviceDetails?.url ?? null;
  if (url === null) return context.report({ state: "building" });
  const { fault } = await probeUrl(options.fetch, url);
  if (fault === null) {
    context.log("system", `Ready at ${url}`);
    return context.report({ state: "ready", url, framework: service.type === "static_site" ? "static" : "node" });
  }
  const now = options.clock.now().getTime();
  const liveAt = deploy.finishedAt === null || deploy.finishedAt === undefined ? now : Date.parse(deploy.finishedAt);
  if (now - liveAt < PATIENCE_MILLISECONDS) return context.report({ state: "building" });
  throw failDeployment(
    "not_answering",
    `Render says it is live, but at ${url} it does not answer: ${fault}.`,
    "Look at the service's log in Render's dashboard: a server must listen on the port in the variable PORT.",
  );
};

/** Logs are few requests a minute at Render: a look that gets none goes on without, but the last one waits for them. */
const logOutput = async ({ client, service, deploy, context }: Look): Promise<string[]> => {
  try {
    const output = await client.listOutput(service, deploy.createdAt, deploy.finishedAt ?? null);
    for (const text of output.slice(context.printedLines)) context.log("stdout", text);
    return output;
  } catch (thrown) {
    const isLater = thrown instanceof RenderApiError && thrown.isRetryable && !failed.has(deploy.status);
    if (!isLater) throw thrown;
    return [];
  }
};

const tell = async (look: Look): Promise<void> => {
  const { context, deploy } = look;
  if (waiting.has(deploy.status)) return context.report({ state: "queued" });
  const output = await logOutput(look);
  if (deploy.status === "live") return announce(look);
  if (failed.has(deploy.status)) {
    const error = normaliseBuildError(deploy.status === "build_failed" ? "build" : "start", output, "exit");
    context.log("system", `${error.message} ${error.fix}`);
    return context.report({ state: "error", error });
  }
  if (deploy.status === "canceled" || deploy.status === "deactivated") {
    context.log("system", deploy.status === "canceled" ? "Canceled" : "A newer deploy took its place");
    return context.report({ state: "canceled" });
  }
  return context.report({ state: "building" });
};

/** Looks at a deploy at Render once. Render's state is the truth; our row follows it forward. */
export const followDeploy = async (
  options: RenderHostOptions,
  deployment: Deployment,
  context: FollowContext,
): Promise<void> => {
  const { client } = await openRender(options);
  const { serviceId, deployId } = parseExternalId(deployment.externalId);
  try {
    const [service, deploy] = [await client.getService(serviceId), await client.getDeploy(serviceId, deployId)];
    if (service === null || deploy === null) {
      throw failDeployment("gone_at_host", "Render does not know this deploy any more.", "Deploy the branch again.");
    }
    await tell({ client, options, deployment, service, deploy, context });
  } catch (thrown) {
    throw toRenderFailure(thrown);
  }
};
