import type { Template } from "#core/contracts/template.ts";
import type { FileEdit } from "#core/contracts/file.ts";
import type { DeployHostName, GitHostName, Project } from "#core/contracts/project.ts";
import type { TokenScope } from "#core/contracts/access-token.ts";
import type { RemoteHostName } from "#core/contracts/host-connection.ts";
import type { Clock } from "#core/ports/clock.ts";
import type { ConnectionFinding, HostDomains } from "#core/ports/deploy-host.ts";
import type { GitCommit, GitHost, Person } from "#core/ports/git-host.ts";
import type { Logger } from "#core/ports/logger.ts";
import type { SecretBox } from "#core/ports/secret-box.ts";
import type { PullRequestHost } from "#core/ports/pull-request-host.ts";
import type { Stores } from "#core/ports/stores.ts";
import type { GitHubContext } from "./github/github-context.ts";
import type { Commit } from "#core/contracts/commit.ts";
import type { LiveProviders } from "../providers/index.ts";
import type { HostAccess, ReadHostAccess } from "../hosts/create-host-access.ts";

/** Who asks, and the stores as that person sees them: row-level security hides everybody else's rows. */
export interface Session {
  userId: string;
  email: string;
  stores: Stores;
}

/** What the services need of the composition root. */
export interface ServiceContext {
  /** Stores of the service role, for writes after the session's stores have shown the row to its owner. */
  stores: Stores;
  gitHost: GitHost;
  gitHostName: GitHostName;
  github: GitHubContext;
  /** Address of the web app, without a slash at the end. */
  appUrl: string;
  deployHostName: DeployHostName;
  /** Origin of the web app; requests with a cookie from anywhere else may not change anything. */
  appOrigin: string;
  /** How a deploy host is reached, as it is now; null when it is not connected. */
  readHostAccess: ReadHostAccess;
  /** Address of a deploy host's API. */
  hostApiUrl(host: RemoteHostName): string;
  /** Tries a deploy host with a token, in words. */
  checkHost(host: RemoteHostName, access: HostAccess): Promise<ConnectionFinding[]>;
  /** Whether a project's deploy host can deploy it, in words; nothing to say where it builds here. */
  checkProjectHost(project: Project): Promise<ConnectionFinding[]>;
  /** The domains of a project's production; null where its deploy host has none. */
  hostDomains(project: Project): HostDomains | null;
  /** Deploy hosts a project may choose: those that are connected, and the local one. */
  listDeployHosts(): Promise<DeployHostName[]>;
  /** Seals secrets before they are stored. */
  secretBox: SecretBox;
  clock: Clock;
  logger: Logger;
  /** Identity of commits the platform makes for nobody in particular. */
  platformAuthor: Person;
  /** `provider/model` that takes over where a run's provider keeps failing and the request names none; null for none. */
  fallbackModel: string | null;
  /** Providers and models as they are set up now. */
  providers: LiveProviders;
  fetch: typeof globalThis.fetch;
  templates: Template[];
  readTemplate(name: string): Promise<FileEdit[]>;
  /** A new access token with its hash and the hint that is kept. */
  createToken(scope: TokenScope): { token: string; hash: string; hint: string };
  /** Random lower-case hexadecimal text of the given length. */
  randomText(length: number): string;
  /** Where the pull requests of a project are reviewed and merged. */
  pullRequestHost(project: Project): PullRequestHost;
  /** Throws SecretFoundError for a file that holds a credential. */
  refuseSecrets(file: { path: string; content: string }): Promise<void>;
  /** A commit as the timeline shows it, read from Git alone. */
  toCommit(commit: GitCommit, branch: string): Commit;
  /** Address of a project's production; null where the deploy host tells it only after the first deployment. */
  productionUrl(project: Project): string | null;
}
