import type { GitHubConnection, GitHubConnectionRow } from "#core/contracts/github.ts";
import { IllegalStateError } from "#core/errors/illegal-state-error.ts";
import type { PersonTokens } from "#git-service/index.ts";
import type { ServiceContext, Session } from "../service-context.ts";
import type { OpenedApp } from "./github-context.ts";
import { assertState, signState } from "./sign-state.ts";

const RENEW_MILLISECONDS = 5 * 60_000;

const placeOf = (userId: string, field: string): string => `github_connections/${userId}/${field}`;

const requireClient = (app: OpenedApp | null): NonNullable<OpenedApp["client"]> => {
  if (app === null || app.client === null) {
    throw new IllegalStateError(
      "GitHub is not set up on this installation.",
      "Ask an admin to set up the GitHub App under Admin, GitHub.",
    );
  }
  return app.client;
};

const sealTokens = ({ secretBox }: ServiceContext, userId: string, tokens: PersonTokens) => ({
  accessToken: secretBox.seal(tokens.accessToken, placeOf(userId, "access_token")),
  refreshToken:
    tokens.refreshToken === null ? null : secretBox.seal(tokens.refreshToken, placeOf(userId, "refresh_token")),
  expiresAt: tokens.expiresAt,
});

/** A person's connection, and where they go to make or widen it. */
export const describeConnection = async (context: ServiceContext, session: Session): Promise<GitHubConnection> => {
  const { github, stores, appUrl } = context;
  const app = await github.readApp();
  if (app === null || app.client === null)
    return { isAvailable: false, login: null, authorizeUrl: null, installUrl: null };
  const [connection, stored] = await Promise.all([stores.github.getConnection(session.userId), stores.github.getApp()]);
  const query = new URLSearchParams({
    client_id: app.client.clientId,
    redirect_uri: `${appUrl}/settings/github`,
    state: signState(context, session, "connection"),
  });
  return {
    isAvailable: true,
    login: connection?.login ?? null,
    authorizeUrl: `${github.accounts.webUrl}/login/oauth/authorize?${query.toString()}`,
    installUrl: stored === null ? null : `${github.accounts.webUrl}/apps/${stored.slug}/installations/new`,
  };
};

/** Ends the authorisation flow. Throws ForbiddenError for a state that is not this person's. */
export const connectPerson = async (
  context: ServiceContext,
  session: Session,
  { code, state }: { code: string; state: string },
): Promise<GitHubConnection> => {
  assertState(context, session, { state, purpose: "connection" });
  const { github, stores } = context;
  const tokens = await github.accounts.exchange(requireClient(await github.readApp()), { code });
  const person = await github.accounts.readPerson(tokens.accessToken);
  const { userId } = session;
  await stores.github.saveConnection({
    userId,
    githubId: person.id,
    login: person.login,
    ...sealTokens(context, userId, tokens),
  });
  return describeConnection(context, session);
};

export const disconnectPerson = (context: ServiceContext, session: Session): Promise<void> =>
  context.stores.github.removeConnection(session.userId);

const renew = async (context: ServiceContext, connection: GitHubConnectionRow): Promise<string> => {
  const { github, stores, secretBox } = context;
  const { userId } = connection;
  if (connection.refreshToken === null) throw expired();
  const refreshToken = secretBox.open(connection.refreshToken, placeOf(userId, "refresh_token"));
  const tokens = await github.accounts.exchange(requireClient(await github.readApp()), { refreshToken });
  await stores.github.saveConnection({ ...connection, ...sealTokens(context, userId, tokens) });
  return tokens.accessToken;
};

const expired = (): IllegalStateError =>
  new IllegalStateError("Your connection to GitHub has ended.", "Connect GitHub again in your settings.");

/** A token to act for a person on GitHub, renewed when it is about to end. Throws IllegalStateError without a connection. */
export const requirePersonToken = async (context: ServiceContext, session: Session): Promise<string> => {
  const connection = await context.stores.github.getConnection(session.userId);
  if (connection === null) {
    throw new IllegalStateError("Your account is not connected to GitHub.", "Connect GitHub in your settings.");
  }
  const isOver =
    connection.expiresAt !== null &&
    Date.parse(connection.expiresAt) - RENEW_MILLISECONDS < context.clock.now().getTime();
  if (isOver) return renew(context, connection);
  return context.secretBox.open(connection.accessToken, placeOf(session.userId, "access_token"));
};
