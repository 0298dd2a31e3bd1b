import { ExternalServiceError } from "#core/errors/external-service-error.ts";
import { IllegalStateError } from "#core/errors/illegal-state-error.ts";
import type { LetscodeError } from "#core/errors/letscode-error.ts";
import { type GitOutput, runGit } from "../local/plumbing/run-git.ts";
import { RepositoryArchivedError } from "./repository-archived-error.ts";
import { RepositoryUnreachableError } from "./repository-unreachable-error.ts";

/** Where to speak to, and as whom. */
export interface RemoteAddress {
  /** `https://github.com/<owner>/<name>.git`. */
  url: string;
  token: string;
}

export interface RemoteHeads {
  /** By branch name. */
  heads: Map<string, string>;
  /** The default branch; null while the repository is empty. */
  defaultBranch: string | null;
}

export type PushOutcome = "pushed" | "moved";

export interface RemoteGit {
  /** Every branch with its head, in one request. */
  listHeads(directory: string, address: RemoteAddress): Promise<RemoteHeads>;
  /** Makes the branches of the mirror those of the remote. */
  fetch(directory: string, address: RemoteAddress): Promise<void>;
  /**
   * Moves refs from what is expected to what is wanted, all or none, by compare-and-swap on the remote; a ref elsewhere
   * answers `moved`.
   */
  push(
    directory: string,
    address: RemoteAddress,
    moves: { ref: string; from: string | null; to: string | null }[],
  ): Promise<PushOutcome>;
}

/** Git refused the credentials: the caller takes a new token and tries once more. */
export class CredentialsRefusedError extends RepositoryUnreachableError {}

const FETCH_MILLISECONDS = 20 * 60_000;
const PUSH_MILLISECONDS = 10 * 60_000;

/**
 * What the transport is configured with. The token travels in the environment of the one process: not in its arguments,
 * which every process of the machine may read, not in the repository's configuration and not in a URL, which git prints.
 * Redirects are refused, since a header of our own would follow them: a renamed repository is asked for by its new name.
 */
const transport = ({ url, token }: RemoteAddress) => ({
  config: {
    "http.extraHeader": `Authorization: Basic ${Buffer.from(`x-access-token:${token}`).toString("base64")}`,
    "http.followRedirects": "false",
    "http.lowSpeedLimit": "1000",
    "http.lowSpeedTime": "30",
    "credential.helper": "",
    "fetch.fsckObjects": "true",
    // Old imports have these, and they do no harm.
    "fetch.fsck.zeroPaddedFilemode": "ignore",
    "fetch.fsck.badTimezone": "ignore",
    "fetch.fsck.missingSpaceBeforeDate": "ignore",
  },
  environment: { GIT_ALLOW_PROTOCOL: new URL(url).protocol === "https:" ? "https" : "http" },
});

/** What git said on stderr, in our words. */
export const explainFailure = (stderr: string): LetscodeError => {
  const text = stderr.replaceAll(/Authorization: \S+ \S+/gi, "").trim();
  if (/could not read Username|Authentication failed|error: 401/i.test(text)) {
    return new CredentialsRefusedError("it does not accept the token", { reason: "credentials" });
  }
  if (/repository was archived/i.test(text)) return new RepositoryArchivedError();
  if (/error: 403|Permission to .* denied|Write access to repository not granted/i.test(text)) {
    return new CredentialsRefusedError("the GitHub App may not do this there", { reason: "forbidden" });
  }
  if (/not found|error: (?:404|301)|redirect/i.test(text)) {
    return new CredentialsRefusedError("there is nothing at its address", { reason: "missing" });
  }
  if (/workflow/i.test(text) && /refusing to allow/i.test(text)) {
    return new IllegalStateError(
      "GitHub refused the push, because it changes a workflow file and the GitHub App has no permission for that.",
      "Give the App the permission “Workflows: write” on GitHub, or leave .github/workflows as it is.",
    );
  }
  if (/GH006|GH013|protected branch|rule violations|pre-receive hook declined/i.test(text)) {
    return new IllegalStateError(
      "GitHub refused the push, because the branch is protected.",
      "Let the GitHub App pass by the rule in the repository's settings, or work on another branch and merge it.",
      { git: text.slice(0, 1000) },
    );
  }
  const last = text.split("\n").findLast((line) => line.startsWith("fatal:") || line.startsWith("error:")) ?? text;
  return new ExternalServiceError(
    "GitHub",
    `git could not speak to it (${last.slice(0, 300) || "no answer"})`,
    "Nothing is lost. Check the connection and https://www.githubstatus.com; it is tried again.",
    { isRetryable: true, data: { git: text.slice(0, 1000) } },
  );
};

const parseHeads = (stdout: string): RemoteHeads => {
  const heads = new Map<string, string>();
  let defaultBranch: string | null = null;
  for (const line of stdout.split("\n")) {
    const [value = "", ref = ""] = line.split("\t");
    if (value.startsWith("ref: refs/heads/") && ref === "HEAD") defaultBranch = value.slice("ref: refs/heads/".length);
    else if (ref.startsWith("refs/heads/")) heads.set(ref.slice("refs/heads/".length), value);
  }
  return { heads, defaultBranch };
};

/** A ref that is not where we thought, or was moved by somebody in the same instant. */
const isMoved = (porcelain: string): boolean =>
  /\t\[rejected\] \((?:stale info|non-fast-forward|fetch first|already exists)\)/.test(porcelain) ||
  /\t\[remote rejected\] \((?:.*cannot lock ref.*|.*failed to (?:update|lock).*|atomic transaction failed)\)/i.test(
    porcelain,
  );

/** Speaks Git's own protocol with a remote: a push costs none of the API's limits. */
export const createRemoteGit = (gitBinary = "git"): RemoteGit => {
  const run = async (
    args: string[],
    directory: string,
    address: RemoteAddress,
    timeoutMilliseconds: number,
  ): Promise<GitOutput> =>
    runGit(args, {
      gitBinary,
      directory,
      ...transport(address),
      acceptedCodes: Array.from({ length: 256 }, (_, code) => code),
      timeoutMilliseconds,
    });
  return {
    listHeads: async (directory, address) => {
      const args = ["ls-remote", "--symref", "--end-of-options", address.url, "HEAD", "refs/heads/*"];
      const { stdout, stderr, code } = await run(args, directory, address, 60_000);
      if (code !== 0) throw explainFailure(stderr);
      return parseHeads(stdout.toString("utf8"));
    },
    fetch: async (directory, address) => {
      const args = [
        "fetch",
        "--quiet",
        "--prune",
        "--no-tags",
        "--no-write-fetch-head",
        "--end-of-options",
        address.url,
        "+refs/heads/*:refs/heads/*",
      ];
      const { stderr, code } = await run(args, directory, address, FETCH_MILLISECONDS);
      if (code !== 0) throw explainFailure(stderr);
    },
    push: async (directory, address, moves) => {
      const leases = moves.map(({ ref, from }) => `--force-with-lease=${ref}:${from ?? ""}`);
      const specs = moves.map(({ ref, to }) => `${to ?? ""}:${ref}`);
      const args = [
        "push",
        "--porcelain",
        ...(moves.length > 1 ? ["--atomic"] : []),
        ...leases,
        "--end-of-options",
        address.url,
        ...specs,
      ];
      const { stdout, stderr, code } = await run(args, directory, address, PUSH_MILLISECONDS);
      if (code === 0) return "pushed";
      const porcelain = stdout.toString("utf8");
      if (isMoved(porcelain)) return "moved";
      throw explainFailure(`${stderr}\n${porcelain}`);
    },
  };
};
