import { LetscodeError } from "#core/errors/letscode-error.ts";
import { NotFoundError } from "#core/errors/not-found-error.ts";
import type { GitHubApp, RepositoryAccess } from "./create-github-app.ts";
import { CredentialsRefusedError, type RemoteAddress } from "./remote-git.ts";
import { RepositoryUnreachableError } from "./repository-unreachable-error.ts";

/** Which repository on GitHub a project is. The id stays through renames and transfers, the rest follows them. */
export interface RemotePlace {
  repositoryId: number;
  installationId: number;
  /** `owner/name`, as it was called last. */
  fullName: string;
}

/** Where the places are kept. */
export interface RemotePlaces {
  /** Null for a project that is not connected to a repository. */
  find(projectId: string): Promise<RemotePlace | null>;
  /** The repository is called or reached otherwise by now. */
  note(projectId: string, seen: { installationId: number; fullName: string; htmlUrl: string }): Promise<void>;
}

/** Does something with a project's repository on GitHub. */
export type WithRemote = <Result>(
  projectId: string,
  use: (address: RemoteAddress) => Promise<Result>,
) => Promise<Result>;

/**
 * Finds the installation anew: a transfer to another account changes it. GitHub leads from a former name to the new one.
 */
const relocate = async (app: GitHubApp, place: RemotePlace): Promise<number | null> => {
  const [owner = "", repo = ""] = place.fullName.split("/");
  const client = await app.client();
  const found = await client.rest.apps.getRepoInstallation({ owner, repo }).catch((thrown: unknown) => {
    if (thrown instanceof RepositoryUnreachableError) return null;
    throw thrown;
  });
  return found === null || found.data.id === place.installationId ? null : found.data.id;
};

const isRefusal = (thrown: unknown): boolean =>
  thrown instanceof RepositoryUnreachableError ||
  (thrown instanceof LetscodeError && (thrown.data["status"] === 422 || thrown.data["status"] === 401));

const toAddress = ({ token, repository }: RepositoryAccess): RemoteAddress => ({ token, url: repository.cloneUrl });

/**
 * Opens a project's repository with a token of its own. What GitHub refuses is tried once more with a new token, by the
 * repository's name and installation as they are by then: a token that was revoked, a rename and a transfer mend
 * themselves.
 */
export const createRemoteAccess = (app: GitHubApp, places: RemotePlaces) => {
  const open = async (projectId: string): Promise<{ place: RemotePlace; access: RepositoryAccess }> => {
    const place = await places.find(projectId);
    if (place === null) throw new NotFoundError("repository on GitHub; the project is not connected to one");
    const attempt = async (current: RemotePlace) => {
      const access = await app.accessTo(current);
      const { fullName, htmlUrl } = access.repository;
      if (fullName !== place.fullName || current.installationId !== place.installationId) {
        await places.note(projectId, { installationId: current.installationId, fullName, htmlUrl });
      }
      return { place: { ...current, fullName }, access };
    };
    try {
      return await attempt(place);
    } catch (thrown) {
      const installationId = isRefusal(thrown) ? await relocate(app, place) : null;
      if (installationId !== null) return attempt({ ...place, installationId });
      if (!isRefusal(thrown)) throw thrown;
      throw new RepositoryUnreachableError(
        `the GitHub App is not installed on ${place.fullName} any more, or the repository was deleted`,
        { repository: place.fullName },
        thrown,
      );
    }
  };
  const withRemote: WithRemote = async (projectId, use) => {
    const first = await open(projectId);
    try {
      return await use(toAddress(first.access));
    } catch (thrown) {
      if (!(thrown instanceof CredentialsRefusedError)) throw thrown;
      app.forget(first.place);
      return use(toAddress((await open(projectId)).access));
    }
  };
  return { open, withRemote };
};
