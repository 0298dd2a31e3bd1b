import { createHash } from "node:crypto";
import type { DeployEnvironment } from "#core/contracts/deployment.ts";

const MAXIMUM_LABEL = 63;
const HASH_LENGTH = 6;

/**
 * A branch name as part of a host name. A plain name stays as it is; one that had to be changed in a way that could
 * meet another (case, special characters, length) ends in a short hash of the original.
 */
export const toBranchLabel = (branch: string, room: number): string => {
  const plain = branch.replaceAll("/", "-");
  if (
    /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/.test(plain) &&
    !plain.includes("--") &&
    plain.length <= room &&
    !branch.includes("-/") &&
    plain === branch
  )
    return plain;
  const hash = createHash("sha256").update(branch).digest("hex").slice(0, HASH_LENGTH);
  const words = branch
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .slice(0, room - HASH_LENGTH - 1)
    .replaceAll(/^-+|-+$/g, "");
  return words === "" ? hash : `${words}-${hash}`;
};

/** First label of the host name a deployment is served at: `<branch>--<project>`, or the project's own for production. */
export const toAddress = (environment: DeployEnvironment, branch: string, previewLabel: string): string =>
  environment === "production"
    ? previewLabel
    : `${toBranchLabel(branch, MAXIMUM_LABEL - previewLabel.length - 2)}--${previewLabel}`;

const kinds = { preview: "preview", production: "live" } as const;

/** URL of an address, on the installation's own host: `http://<address>.preview.localhost:3000`. */
export const toDeploymentUrl = (appUrl: string, environment: DeployEnvironment, address: string): string => {
  const { protocol, host } = new URL(appUrl);
  return `${protocol}//${address}.${kinds[environment]}.${host}`;
};

/** What a Host header names: an address of ours, or null for any other host. */
export const parseHost = (
  hostHeader: string,
  appUrl: string,
): { environment: DeployEnvironment; address: string } | null => {
  const base = new URL(appUrl).hostname;
  const name = hostHeader.toLowerCase().replace(/:\d+$/, "").replace(/\.$/, "");
  const match = /^([a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)\.(preview|live)\.(.+)$/.exec(name);
  if (match?.[1] === undefined || match[3] !== base) return null;
  return { environment: match[2] === "live" ? "production" : "preview", address: match[1] };
};
