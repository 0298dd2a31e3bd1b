import { domainListSchema, domainSchema, type Domain } from "#core/contracts/index.ts";
import { projectPath } from "./projects.ts";
import { noContent, requestApi } from "./request-api.ts";

export { domainListSchema };

export const domainsPath = (projectId: string): string => `${projectPath(projectId)}/domains`;

const domainPath = (projectId: string, name: string): string => `${domainsPath(projectId)}/${encodeURIComponent(name)}`;

/** Adds a domain; the answer has the DNS records it still needs. */
export const addDomain = (projectId: string, name: string): Promise<Domain> =>
  requestApi(domainsPath(projectId), { method: "POST", body: { name }, answer: domainSchema });

/** Lets the deploy host look again whether the domain is the owner's and leads to it. */
export const checkDomain = (projectId: string, name: string): Promise<Domain> =>
  requestApi(`${domainPath(projectId, name)}/verify`, { method: "POST", answer: domainSchema });

export const removeDomain = (projectId: string, name: string): Promise<undefined> =>
  requestApi(domainPath(projectId, name), { method: "DELETE", answer: noContent });
