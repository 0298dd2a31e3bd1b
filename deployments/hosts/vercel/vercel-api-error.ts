import { LetscodeError } from "#core/errors/letscode-error.ts";

export interface VercelRefusal {
  status: number;
  /** Vercel's own code for it. */
  reason: string;
  detail: string;
  /** Digests of files that must be uploaded first. */
  missing: string[];
}

const chooseFix = ({ status, reason }: VercelRefusal): string => {
  if (status === 401 || reason === "invalid_token" || reason === "invalidToken") {
    return "Enter a valid access token of Vercel in the admin area, under Deploy hosts.";
  }
  if (status === 403)
    return "Give the access token the scope of the team, or choose the right team, under Deploy hosts.";
  if (status === 402) return "Look at the billing of the Vercel account.";
  if (status === 429 || status >= 500) return "It is tried again by itself; Vercel's state is at vercel-status.com.";
  return "Look at the project in Vercel's dashboard, then deploy again.";
};

/** Vercel answered, and refused. */
export class VercelApiError extends LetscodeError {
  readonly refusal: VercelRefusal;

  constructor(refusal: VercelRefusal) {
    super({
      code: "vercel_refused",
      status: 502,
      message: `Vercel refused: ${refusal.detail === "" ? refusal.reason : refusal.detail} (${refusal.status}).`,
      fix: chooseFix(refusal),
      isRetryable: refusal.status === 429 || refusal.status >= 500,
      data: { service: "Vercel", status: refusal.status, reason: refusal.reason },
    });
    this.refusal = refusal;
  }
}
