import type { Project } from "#core/contracts/project.ts";
import type { ConnectionFinding } from "#core/ports/deploy-host.ts";
import { createVercelClient, type VercelClient } from "./create-vercel-client.ts";
import { VercelApiError } from "./vercel-api-error.ts";
import type { VercelHostOptions } from "./vercel-host-options.ts";
import { vercelMembersSchema, vercelRepositoriesSchema, vercelTeamSchema, vercelUserSchema } from "./vercel-schemas.ts";

const fine = (name: string, message: string): ConnectionFinding => ({ name, isFine: true, message, fix: null });
const wrong = (name: string, message: string, fix: string): ConnectionFinding => ({
  name,
  isFine: false,
  message,
  fix,
});

const isRefused = (thrown: unknown): boolean =>
  thrown instanceof VercelApiError && [401, 403, 404].includes(thrown.refusal.status);

const checkToken = async ({ call }: VercelClient) => {
  const { user } = await call(vercelUserSchema, async (core) =>
    (await import("@vercel/sdk/funcs/userGetAuthUser.js")).userGetAuthUser(core),
  );
  return { user, finding: fine("Access token", `It is ${user.username}'s.`) };
};

const checkScope = async ({ call, scope }: VercelClient): Promise<ConnectionFinding> => {
  const { teamId } = scope;
  if (teamId === undefined) return fine("Scope", "Projects go to the personal account of the token's owner.");
  try {
    const team = await call(vercelTeamSchema, async (core) =>
      (await import("@vercel/sdk/funcs/teamsGetTeam.js")).teamsGetTeam(core, { teamId }),
    );
    return fine("Scope", `Projects go to the team ${team.name ?? team.slug}.`);
  } catch (thrown) {
    if (!isRefused(thrown)) throw thrown;
    return wrong(
      "Scope",
      `The token cannot use the team ${teamId}.`,
      "Make a token with the scope of that team, or correct the team's id.",
    );
  }
};

const checkAuthor = async (
  { call, scope }: VercelClient,
  authorEmail: string,
  owner: string | null | undefined,
): Promise<ConnectionFinding> => {
  const { teamId } = scope;
  const { members } =
    teamId === undefined
      ? { members: [{ email: owner }] }
      : await call(vercelMembersSchema, async (core) =>
          (await import("@vercel/sdk/funcs/teamsGetTeamMembers.js")).teamsGetTeamMembers(core, {
            teamId,
            search: authorEmail,
            limit: 100,
          }),
        );
  const isMember = members.some(({ email }) => email?.toLowerCase() === authorEmail.toLowerCase());
  if (isMember) return fine("Commit author", `${authorEmail} may deploy private repositories.`);
  return wrong(
    "Commit author",
    `Vercel may refuse commits of ${authorEmail} in private repositories, since it is nobody it knows there.`,
    "Invite that address to the Vercel team, or set LETSCODE_AUTHOR_EMAIL to the address of a member.",
  );
};

const checkRepository = async (
  { call, scope }: VercelClient,
  options: VercelHostOptions,
  project: Project,
): Promise<ConnectionFinding> => {
  const repository = await options.findRepository(project);
  if (repository === null) {
    return fine("Git integration", "The repository is not on GitHub; its files are sent to Vercel instead.");
  }
  const [owner = "", name = ""] = repository.fullName.split("/");
  const { repos } = await call(vercelRepositoriesSchema, async (core) =>
    (await import("@vercel/sdk/funcs/integrationsSearchRepo.js")).integrationsSearchRepo(core, {
      ...scope,
      provider: "github",
      query: name,
      namespaceId: owner,
    }),
  );
  if (repos.some(({ id }) => String(id) === String(repository.id))) {
    return fine("Git integration", `Vercel sees ${repository.fullName}.`);
  }
  return wrong(
    "Git integration",
    `Vercel cannot see ${repository.fullName}.`,
    "Install Vercel's GitHub App on that repository: https://github.com/apps/vercel.",
  );
};

/** Whether Vercel can be used: the token, the scope, our commit author, and for a project its repository. */
export const checkConnection = async (
  options: VercelHostOptions,
  project: Project | null,
): Promise<ConnectionFinding[]> => {
  const access = await options.readAccess();
  if (access === null) {
    return [wrong("Access token", "There is none.", "Make one at vercel.com/account/tokens and enter it here.")];
  }
  const client = createVercelClient({ access, fetch: options.fetch });
  try {
    const { user, finding } = await checkToken(client);
    const scope = await checkScope(client);
    if (!scope.isFine) return [finding, scope];
    const author = await checkAuthor(client, options.authorEmail, user.email);
    const repository = project === null ? [] : [await checkRepository(client, options, project)];
    return [finding, scope, author, ...repository];
  } catch (thrown) {
    if (!isRefused(thrown)) throw thrown;
    return [
      wrong(
        "Access token",
        "Vercel does not accept it.",
        "Make a new one at vercel.com/account/tokens and enter it here.",
      ),
    ];
  }
};
