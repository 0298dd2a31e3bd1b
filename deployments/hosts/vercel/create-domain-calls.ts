import type { z } from "zod";
import type { VercelClient } from "./create-vercel-client.ts";
import { VercelApiError } from "./vercel-api-error.ts";
import {
  anythingSchema,
  type VercelDomain,
  vercelDomainConfigSchema,
  vercelDomainSchema,
  vercelDomainsSchema,
} from "./vercel-schemas.ts";

/** The part of Vercel's API that is about the domains of one of its projects. */
export const createDomainCalls = ({ call, scope }: Pick<VercelClient, "call" | "scope">, idOrName: string) => ({
  list: async (): Promise<VercelDomain[]> =>
    (
      await call(vercelDomainsSchema, async (core) =>
        (await import("@vercel/sdk/funcs/projectsGetProjectDomains.js")).projectsGetProjectDomains(core, {
          ...scope,
          idOrName,
          limit: 100,
        }),
      )
    ).domains,
  add: (name: string): Promise<VercelDomain> =>
    call(vercelDomainSchema, async (core) =>
      (await import("@vercel/sdk/funcs/projectsAddProjectDomain.js")).projectsAddProjectDomain(core, {
        ...scope,
        idOrName,
        requestBody: { name },
      }),
    ),
  verify: (domain: string): Promise<VercelDomain> =>
    call(vercelDomainSchema, async (core) =>
      (await import("@vercel/sdk/funcs/projectsVerifyProjectDomain.js")).projectsVerifyProjectDomain(core, {
        ...scope,
        idOrName,
        domain,
      }),
    ),
  /** One that is not there is gone already. */
  remove: async (domain: string): Promise<void> => {
    try {
      await call(anythingSchema, async (core) =>
        (await import("@vercel/sdk/funcs/projectsRemoveProjectDomain.js")).projectsRemoveProjectDomain(core, {
          ...scope,
          idOrName,
          domain,
        }),
      );
    } catch (thrown) {
      if (!(thrown instanceof VercelApiError) || thrown.refusal.status !== 404) throw thrown;
    }
  },
  /** Whether the domain's names lead to Vercel, and what they should say. */
  readConfig: (domain: string): Promise<z.infer<typeof vercelDomainConfigSchema>> =>
    call(vercelDomainConfigSchema, async (core) =>
      (await import("@vercel/sdk/funcs/domainsGetDomainConfig.js")).domainsGetDomainConfig(core, {
        ...scope,
        domain,
        projectIdOrName: idOrName,
      }),
    ),
});
