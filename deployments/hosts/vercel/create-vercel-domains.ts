import type { Domain } from "#core/contracts/domain.ts";
import type { Project } from "#core/contracts/project.ts";
import type { HostDomains } from "#core/ports/deploy-host.ts";
import type { DeploymentFailure } from "../../errors/deployment-failure.ts";
import { failDeployment } from "../remote/remote-host-options.ts";
import { createDomainCalls } from "./create-domain-calls.ts";
import { VercelApiError } from "./vercel-api-error.ts";
import { openVercel, type VercelHostOptions } from "./vercel-host-options.ts";
import type { VercelDomain } from "./vercel-schemas.ts";

type DomainCalls = ReturnType<typeof createDomainCalls>;

/** Names of the project at Vercel that nobody chose, and those that serve a branch. */
const isOwn = ({ name, gitBranch }: VercelDomain): boolean =>
  !name.endsWith(".vercel.app") && (gitBranch ?? null) === null;

const first = <Value>(ranked: { rank: number; value: Value }[] | null | undefined): Value | undefined =>
  ranked?.toSorted((one, other) => one.rank - other.rank)[0]?.value;

/** A domain with what is missing until it is served: the proof that it is the owner's, and the way to Vercel. */
const toDomain = async (calls: DomainCalls, domain: VercelDomain): Promise<Domain> => {
  const { name, apexName, verified, verification } = domain;
  const config = await calls.readConfig(name);
  const [address] = first(config.recommendedIPv4) ?? [];
  const alias = first(config.recommendedCNAME);
  // A CNAME may not stand beside the other records of a whole domain.
  const [type, value] = name === apexName ? ["A", address] : ["CNAME", alias];
  const proofs = verified ? [] : (verification ?? []);
  return {
    name,
    isVerified: verified,
    isServing: verified && !config.misconfigured,
    records: [
      ...proofs.map((proof) => ({ type: proof.type, name: proof.domain, value: proof.value })),
      ...(config.misconfigured && type !== undefined && value !== undefined ? [{ type, name, value }] : []),
    ],
  };
};

const refusalOf = (thrown: unknown, ...statuses: number[]): VercelApiError["refusal"] | null =>
  thrown instanceof VercelApiError && statuses.includes(thrown.refusal.status) ? thrown.refusal : null;

/** Somebody may have removed the project at Vercel; the next deployment makes it anew. */
const listKnown = async (calls: DomainCalls): Promise<VercelDomain[]> => {
  try {
    return await calls.list();
  } catch (thrown) {
    if (refusalOf(thrown, 404) !== null) return [];
    throw thrown;
  }
};

const find = async (calls: DomainCalls, name: string): Promise<VercelDomain | undefined> =>
  (await listKnown(calls)).find((each) => each.name === name);

const notDeployedYet = (): DeploymentFailure =>
  failDeployment(
    "not_deployed_yet",
    "The project is not at Vercel yet: it gets there with its first deployment.",
    "Deploy it once, then add the domain.",
  );

/** The domains of a project at Vercel. The names that Vercel gives by itself are left out. */
export const createVercelDomains = (options: VercelHostOptions): HostDomains => {
  const open = async ({ id }: Project): Promise<DomainCalls | null> => {
    const known = await options.hostProjects.get(id, "vercel");
    return known === null ? null : createDomainCalls(await openVercel(options), known);
  };
  return {
    list: async (project) => {
      const calls = await open(project);
      if (calls === null) return [];
      const domains = (await listKnown(calls)).filter(isOwn);
      return Promise.all(domains.map((domain) => toDomain(calls, domain)));
    },
    add: async (project, name) => {
      const calls = await open(project);
      if (calls === null) throw notDeployedYet();
      try {
        return await toDomain(calls, await calls.add(name));
      } catch (thrown) {
        if (refusalOf(thrown, 404) !== null) throw notDeployedYet();
        const refusal = refusalOf(thrown, 400, 403, 409);
        if (refusal === null) throw thrown;
        const known = await find(calls, name);
        if (known !== undefined) return toDomain(calls, known);
        throw failDeployment(
          "domain_refused",
          `Vercel does not take ${name}: ${refusal.detail}`,
          "Remove it in Vercel where it is used now, or choose another domain.",
        );
      }
    },
    verify: async (project, name) => {
      const calls = await open(project);
      const known = calls === null ? undefined : await find(calls, name);
      if (calls === null || known === undefined) return null;
      if (known.verified) return toDomain(calls, known);
      try {
        return await toDomain(calls, await calls.verify(name));
      } catch (thrown) {
        // What is missing stands in its records.
        if (refusalOf(thrown, 400, 409) === null) throw thrown;
        return toDomain(calls, known);
      }
    },
    remove: async (project, name) => {
      await (await open(project))?.remove(name);
    },
  };
};
