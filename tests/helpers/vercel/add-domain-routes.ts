import type { Hono } from "hono";
import { z } from "zod";
import { type FakeDomain, type FakeProject, type FakeState, findProject, refuse } from "./fake-vercel-state.ts";

const toDomainAnswer = ({ id }: FakeProject, { name, verified }: FakeDomain) => ({
  name,
  apexName: name.split(".").slice(-2).join("."),
  projectId: id,
  redirect: null,
  gitBranch: null,
  verified,
  ...(verified
    ? {}
    : {
        verification: [
          { type: "TXT", domain: `_vercel.${name}`, value: `vc-domain-verify=${name}`, reason: "pending" },
        ],
      }),
});

const unknown = (): Response => refuse(404, "not_found", "The domain is not assigned to the project.");

/** https://vercel.com/docs/rest-api/projects/add-a-domain-to-a-project */
export const addDomainRoutes = (app: Hono, state: FakeState): void => {
  const find = (projectId: string, name: string): { project: FakeProject; domain: FakeDomain } | null => {
    const project = findProject(state, projectId);
    const domain = project?.domains?.find((each) => each.name === name);
    return project === undefined || domain === undefined ? null : { project, domain };
  };
  app.get("/v9/projects/:id/domains", (context) => {
    const project = findProject(state, context.req.param("id"));
    if (project === undefined) return refuse(404, "not_found", "Project not found.");
    const own = { name: `${project.name}.vercel.app`, verified: true };
    const domains = [own, ...(project.domains ?? [])].map((domain) => toDomainAnswer(project, domain));
    return context.json({ domains, pagination: { count: domains.length, next: null, prev: null } });
  });
  app.post("/v10/projects/:id/domains", async (context) => {
    const project = findProject(state, context.req.param("id"));
    const { name } = z.object({ name: z.string() }).parse(await context.req.json());
    if (project === undefined) return refuse(404, "not_found", "Project not found.");
    if ([...state.projects.values()].some(({ domains }) => domains?.some((each) => each.name === name))) {
      return refuse(409, "domain_already_in_use", `Cannot add ${name} since it is already in use by a project.`);
    }
    const domain = { name, verified: state.foreign.get(name) === undefined };
    project.domains = [...(project.domains ?? []), domain];
    return context.json(toDomainAnswer(project, domain));
  });
  app.get("/v9/projects/:id/domains/:domain", (context) => {
    const found = find(context.req.param("id"), context.req.param("domain"));
    return found === null ? unknown() : context.json(toDomainAnswer(found.project, found.domain));
  });
  app.post("/v9/projects/:id/domains/:domain/verify", (context) => {
    const found = find(context.req.param("id"), context.req.param("domain"));
    if (found === null) return unknown();
    if (state.foreign.get(found.domain.name)?.isProven === false) {
      return refuse(400, "missing_txt_record", "Domain is missing required TXT record.");
    }
    found.domain.verified = true;
    return context.json(toDomainAnswer(found.project, found.domain));
  });
  app.delete("/v9/projects/:id/domains/:domain", (context) => {
    const found = find(context.req.param("id"), context.req.param("domain"));
    if (found === null) return unknown();
    found.project.domains = found.project.domains?.filter((each) => each !== found.domain) ?? [];
    return context.json({});
  });
  app.get("/v6/domains/:domain/config", (context) =>
    context.json({
      configuredBy: state.pointing.has(context.req.param("domain")) ? "CNAME" : null,
      acceptedChallenges: [],
      misconfigured: !state.pointing.has(context.req.param("domain")),
      recommendedIPv4: [{ rank: 1, value: ["76.76.21.21"] }],
      recommendedCNAME: [{ rank: 1, value: "cname.vercel-dns.com." }],
    }),
  );
};
