import { z } from "zod";

/* What we read of Render's answers. https://api-docs.render.com */

export const renderServiceSchema = z.looseObject({
  id: z.string(),
  name: z.string(),
  type: z.string(),
  ownerId: z.string(),
  createdAt: z.string(),
  serviceDetails: z.looseObject({ url: z.string().nullish() }).nullish(),
});
export type RenderService = z.infer<typeof renderServiceSchema>;

export const renderServicesSchema = z.array(z.looseObject({ service: renderServiceSchema }));

export const renderCreatedSchema = z.looseObject({ service: renderServiceSchema, deployId: z.string().nullish() });

export const renderDeploySchema = z.looseObject({
  id: z.string(),
  status: z.string(),
  commit: z.looseObject({ id: z.string() }).nullish(),
  createdAt: z.string(),
  finishedAt: z.string().nullish(),
});
export type RenderDeploy = z.infer<typeof renderDeploySchema>;

export const renderDeploysSchema = z.array(z.looseObject({ deploy: renderDeploySchema }));

export const renderLogsSchema = z.looseObject({
  hasMore: z.boolean(),
  nextStartTime: z.string().nullish(),
  logs: z.array(z.looseObject({ message: z.string() })),
});

export const renderOwnersSchema = z.array(
  z.looseObject({ owner: z.looseObject({ id: z.string(), name: z.string(), type: z.string() }) }),
);

export const renderErrorSchema = z.looseObject({ message: z.string().default("") });
