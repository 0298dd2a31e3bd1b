import type { AccessToken, CreateAccessToken } from "#core/contracts/access-token.ts";
import { requireProject } from "./require-project.ts";
import type { ServiceContext, Session } from "./service-context.ts";

const DAY_IN_MILLISECONDS = 86_400_000;

/** Makes an access token for cloning and pushing. The token is in the answer and nowhere else: only its hash is kept. */
export const createAccessToken = async (
  context: ServiceContext,
  session: Session,
  input: CreateAccessToken,
): Promise<AccessToken & { token: string }> => {
  const project = input.projectId === undefined ? null : await requireProject(session, input.projectId);
  const { token, hash, hint } = context.createToken(input.scope);
  const row = await context.stores.accessTokens.create({
    ownerId: session.userId,
    projectId: project?.id ?? null,
    name: input.name === "" ? "Access token" : input.name,
    scope: input.scope,
    hash,
    hint,
    expiresAt: new Date(context.clock.now().getTime() + input.expiresInDays * DAY_IN_MILLISECONDS),
  });
  return { ...row, token };
};
