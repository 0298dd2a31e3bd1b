import type { DeploymentError } from "#core/contracts/deployment.ts";
import type { DeploymentFailure } from "../../errors/deployment-failure.ts";
import { normaliseBuildError } from "../../errors/normalise-build-error.ts";
import { blockDeployment } from "../remote/remote-host-options.ts";
import { VercelApiError } from "./vercel-api-error.ts";
import type { VercelDeployment } from "./vercel-schemas.ts";

const refusedAuthor = (authorEmail: string): DeploymentFailure =>
  blockDeployment(
    "author_refused",
    `Vercel does not build commits of ${authorEmail}: the author is not a member of the team that owns the project.`,
    "Invite that address to the Vercel team, or set LETSCODE_AUTHOR_EMAIL to the address of a member, then deploy again.",
  );

const quotaReached = (detail: string): DeploymentFailure =>
  blockDeployment(
    "quota_reached",
    `Vercel takes no more deployments for now: ${detail}`,
    "Wait until the limit is lifted, or raise the plan of the Vercel account, then deploy again.",
  );

/** What only a person can lift, when that is what Vercel refused for; null for any other fault. */
export const toBlockedFailure = (thrown: unknown, authorEmail: string): DeploymentFailure | null => {
  if (!(thrown instanceof VercelApiError)) return null;
  const { status, reason, detail } = thrown.refusal;
  const said = `${reason} ${detail}`;
  if (/commit[_ ]author|team_access_required|git author/i.test(said)) return refusedAuthor(authorEmail);
  if (status === 402 || /^api-deployments|deployments?[-_ ]per[-_ ]day|payment_required/i.test(said)) {
    return quotaReached(detail === "" ? reason : detail);
  }
  if (status === 401 || status === 403) return blockDeployment("host_refused", thrown.detail, thrown.fix);
  return null;
};

/** Why Vercel holds a deployment back. */
export const toBlockedState = ({ seatBlock, errorMessage }: VercelDeployment, authorEmail: string): DeploymentFailure =>
  seatBlock === null || seatBlock === undefined
    ? quotaReached(errorMessage ?? "the account is blocked.")
    : refusedAuthor(authorEmail);

/** Why a build failed at Vercel, in the words of every host, by its output and what Vercel itself says. */
export const readBuildFailure = (deployment: VercelDeployment, output: string[]): DeploymentError => {
  const said = deployment.errorMessage ?? "";
  const isTooLong = /TIMEOUT/i.test(deployment.errorCode ?? "") || /maximum (?:build|duration)|timed? out/i.test(said);
  const step = /npm (?:error|ERR!) (?:code )?(?:E[A-Z0-9]{3,}|notarget)/.test(output.join("\n")) ? "install" : "build";
  if (isTooLong) return normaliseBuildError(step, output, "time");
  if (/out of memory|SIGKILL|\boom\b/i.test(said)) return normaliseBuildError(step, output, "memory");
  const error = normaliseBuildError(step, output, "exit");
  const isUnknown = error.code === "build_failed" || error.code === "install_failed";
  return isUnknown && said !== "" ? { ...error, message: `Vercel could not build it: ${said}` } : error;
};
