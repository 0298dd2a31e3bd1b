import { z } from "zod";
import type { Delivery } from "#core/contracts/delivery.ts";
import { branchNameSchema } from "#core/contracts/branch-name.ts";
import { shaSchema } from "#core/contracts/id.ts";
import { lookAtDeployments } from "./look-at-deployments.ts";
import type { Outcome, ProcessorOptions } from "./processor-options.ts";

const vercelPayloadSchema = z.looseObject({
  payload: z.looseObject({
    deployment: z.looseObject({ id: z.string(), meta: z.record(z.string(), z.unknown()).nullish() }),
    project: z.looseObject({ id: z.string() }).nullish(),
    target: z.string().nullish(),
  }),
});

const renderPayloadSchema = z.looseObject({ data: z.looseObject({ serviceId: z.string() }) });

const ignored = (error: string): Outcome => ({ state: "ignored", error });

/** A build that Vercel began by itself: of a push whose own webhook is late or lost, or from its dashboard. */
const takeOver = async (
  options: ProcessorOptions,
  { payload }: z.infer<typeof vercelPayloadSchema>,
): Promise<Outcome> => {
  const { stores, gitHost } = options;
  const { meta } = payload.deployment;
  if (meta?.["letscodeDeployment"] !== undefined) return ignored("It was asked for here, and is being taken.");
  const projectId = await stores.hostProjects.find("vercel", payload.project?.id ?? "");
  const project = projectId === null ? null : await stores.projects.get(projectId);
  const sha = shaSchema.safeParse(meta?.["githubCommitSha"]);
  const branch = branchNameSchema.safeParse(meta?.["githubCommitRef"]);
  if (project === null || !sha.success || !branch.success) return ignored("It is of no project or commit here.");
  await options.refresh(project);
  const repository = { projectId: project.id, ownerHandle: project.ownerHandle, slug: project.slug };
  // Told late, it would be the newest here, and stop that of the head.
  if ((await gitHost.resolve(repository, branch.data)) !== sha.data) return ignored("The branch has moved on since.");
  await stores.deployments.request({
    projectId: project.id,
    host: "vercel",
    environment: payload.target === "production" ? "production" : "preview",
    branch: branch.data,
    commitSha: sha.data,
    requestedBy: "system",
  });
  return { state: "processed" };
};

/**
 * What Vercel tells of a deployment: only that it is time to look. The state is read from Vercel itself, so webhooks that
 * are late, doubled or out of order change nothing.
 */
export const processVercelEvent = async (options: ProcessorOptions, delivery: Delivery): Promise<Outcome> => {
  if (!delivery.event.startsWith("deployment.")) return ignored(`Nothing here follows ${delivery.event} of Vercel.`);
  const event = vercelPayloadSchema.parse(delivery.payload);
  const known = await options.stores.deployments.findByExternalId("vercel", event.payload.deployment.id);
  if (known.length > 0) return lookAtDeployments(options, known);
  return delivery.event === "deployment.created" ? takeOver(options, event) : ignored("No deployment here is of it.");
};

/** What Render tells of a service: it is time to look at what is being built of it. */
export const processRenderEvent = async (options: ProcessorOptions, delivery: Delivery): Promise<Outcome> => {
  const { data } = renderPayloadSchema.parse(delivery.payload);
  const unfinished = await options.stores.deployments.listUnfinished();
  return lookAtDeployments(
    options,
    unfinished.filter(({ host, externalId }) => host === "render" && externalId?.startsWith(`${data.serviceId}/`)),
  );
};
