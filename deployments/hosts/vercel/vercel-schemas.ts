import { z } from "zod";

/*
 * What we read of Vercel's answers, and nothing else: the SDK's own schemas refuse answers that the API really gives.
 * https://vercel.com/docs/rest-api
 */

export const vercelUserSchema = z.looseObject({
  user: z.looseObject({ id: z.string(), email: z.string().nullish(), username: z.string() }),
});

export const vercelTeamSchema = z.looseObject({ id: z.string(), slug: z.string(), name: z.string().nullish() });

export const vercelMembersSchema = z.looseObject({
  members: z.array(z.looseObject({ email: z.string().nullish(), confirmed: z.boolean().nullish() })),
});

const targetSchema = z.looseObject({ id: z.string(), alias: z.array(z.string()).nullish() });

export const vercelProjectSchema = z.looseObject({
  id: z.string(),
  name: z.string(),
  framework: z.string().nullish(),
  rootDirectory: z.string().nullish(),
  link: z.looseObject({ type: z.string(), repoId: z.union([z.number(), z.string()]).nullish() }).nullish(),
  targets: z.looseObject({ production: targetSchema.nullish() }).nullish(),
  lastAliasRequest: z.looseObject({ toDeploymentId: z.string(), jobStatus: z.string() }).nullish(),
  protectionBypass: z.record(z.string(), z.looseObject({ scope: z.string() })).nullish(),
});
export type VercelProject = z.infer<typeof vercelProjectSchema>;

export const vercelDeploymentSchema = z.looseObject({
  id: z.string(),
  url: z.string().nullish(),
  readyState: z.string(),
  readySubstate: z.string().nullish(),
  target: z.string().nullish(),
  alias: z.array(z.string()).nullish(),
  ready: z.number().nullish(),
  errorCode: z.string().nullish(),
  errorMessage: z.string().nullish(),
  inspectorUrl: z.string().nullish(),
  meta: z.record(z.string(), z.unknown()).nullish(),
  seatBlock: z.looseObject({ blockCode: z.string() }).nullish(),
});
export type VercelDeployment = z.infer<typeof vercelDeploymentSchema>;

/** In a list a deployment calls its id `uid` and its state `state`. */
export const vercelDeploymentsSchema = z.looseObject({
  deployments: z.array(
    z.looseObject({
      uid: z.string(),
      created: z.number(),
      target: z.string().nullish(),
      meta: z.record(z.string(), z.unknown()).nullish(),
    }),
  ),
});
export type ListedDeployment = z.infer<typeof vercelDeploymentsSchema>["deployments"][number];

const challengeSchema = z.looseObject({ type: z.string(), domain: z.string(), value: z.string() });

export const vercelDomainSchema = z.looseObject({
  name: z.string(),
  apexName: z.string(),
  verified: z.boolean(),
  verification: z.array(challengeSchema).nullish(),
  gitBranch: z.string().nullish(),
});
export type VercelDomain = z.infer<typeof vercelDomainSchema>;

export const vercelDomainsSchema = z.looseObject({ domains: z.array(vercelDomainSchema) });

const rankedSchema = <Value extends z.ZodType>(value: Value) =>
  z.array(z.looseObject({ rank: z.number(), value })).nullish();

export const vercelDomainConfigSchema = z.looseObject({
  misconfigured: z.boolean(),
  recommendedIPv4: rankedSchema(z.array(z.string())),
  recommendedCNAME: rankedSchema(z.string()),
});

const textOf = z.looseObject({ text: z.string().nullish() });

/** Build output, in both of the forms Vercel gives it. */
export const vercelEventsSchema = z.array(
  z.looseObject({
    type: z.string(),
    created: z.number(),
    serial: z.string().nullish(),
    text: z.string().nullish(),
    payload: textOf.nullish(),
  }),
);

export const vercelVariablesSchema = z.looseObject({
  envs: z.array(
    z.looseObject({
      id: z.string(),
      key: z.string(),
      target: z.union([z.string(), z.array(z.string())]).nullish(),
      comment: z.string().nullish(),
    }),
  ),
});

export const vercelBypassSchema = z.looseObject({
  protectionBypass: z.record(z.string(), z.looseObject({ scope: z.string() })),
});

export const vercelRepositoriesSchema = z.looseObject({
  repos: z.array(z.looseObject({ id: z.union([z.number(), z.string()]), private: z.boolean().nullish() })),
});

export const vercelErrorSchema = z.looseObject({
  error: z.looseObject({
    code: z.string().default("unknown"),
    message: z.string().default(""),
    missing: z.array(z.string()).nullish(),
  }),
});

export const anythingSchema = z.unknown();
