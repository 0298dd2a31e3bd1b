import type { Deployment } from "./deployment.ts";

const SHOWN_DIGITS = 12;
const SEPARATOR = "--";
const addressPattern = /^commit-([0-9a-f]{12})--([a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?)$/;

/**
 * First label of the host name at which the local deploy host serves one commit, for as long as its files are kept:
 * `commit-<12 digits>--<project>`. A branch of that name comes first.
 */
export const toCommitAddress = (commitSha: string, previewLabel: string): string =>
  `commit-${commitSha.slice(0, SHOWN_DIGITS)}${SEPARATOR}${previewLabel}`;

/** What such an address names; null for any other. */
export const parseCommitAddress = (address: string): { shaPrefix: string; previewLabel: string } | null => {
  const match = addressPattern.exec(address);
  return match?.[1] === undefined || match[2] === undefined ? null : { shaPrefix: match[1], previewLabel: match[2] };
};

/**
 * Where a ready deployment itself can be seen, whatever its branch serves by now. Hosts that give each deployment an
 * address of its own are taken at their word; the local host serves a commit beside its branch. Null while there is
 * nothing to see.
 */
export const toOwnUrl = ({
  host,
  state,
  url,
  address,
  commitSha,
}: Pick<Deployment, "host" | "state" | "url" | "address" | "commitSha">): string | null => {
  if (state !== "ready" || url === null) return null;
  if (host !== "local") return url;
  const label = address?.split(SEPARATOR).at(-1);
  if (address === null || label === undefined) return null;
  const own = new URL(url);
  const rest = own.host.slice(address.length).replace(/^\.live\./, ".preview.");
  return `${own.protocol}//${toCommitAddress(commitSha, label)}${rest}`;
};
