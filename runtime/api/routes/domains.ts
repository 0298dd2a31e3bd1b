import { addDomainSchema, domainNameSchema } from "#core/contracts/domain.ts";
import { addDomain, listDomains, removeDomain, verifyDomain } from "../../services/manage-domains.ts";
import { defineRoute } from "../define-route.ts";
import { answers, idParams } from "../schemas.ts";

const tag = "Domains";
const domainParams = idParams.extend({ domain: domainNameSchema });

export const domainRoutes = [
  defineRoute(
    {
      method: "get",
      path: "/api/projects/{id}/domains",
      tag,
      summary: "Domains of the production, where the deploy host has them",
      params: idParams,
      status: 200,
      answer: answers.domainList,
    },
    async ({ context, session, params }) => ({
      ...(await listDomains(context, session, params.id)),
      nextCursor: null,
    }),
  ),
  defineRoute(
    {
      method: "post",
      path: "/api/projects/{id}/domains",
      tag,
      summary: "Add a domain; answers the DNS records it still needs",
      params: idParams,
      body: addDomainSchema,
      status: 201,
      answer: answers.domain,
    },
    ({ context, session, params, body }) => addDomain(context, session, params.id, body.name),
  ),
  defineRoute(
    {
      method: "post",
      path: "/api/projects/{id}/domains/{domain}/verify",
      tag,
      summary: "Let the deploy host look again whether the domain is the owner's",
      params: domainParams,
      status: 200,
      answer: answers.domain,
    },
    ({ context, session, params }) => verifyDomain(context, session, params.id, params.domain),
  ),
  defineRoute(
    {
      method: "delete",
      path: "/api/projects/{id}/domains/{domain}",
      tag,
      summary: "Remove a domain",
      params: domainParams,
      status: 204,
      answer: undefined,
    },
    async ({ context, session, params }) => {
      await removeDomain(context, session, params.id, params.domain);
      return new Response(null, { status: 204 });
    },
  ),
];
