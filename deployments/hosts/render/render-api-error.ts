import { LetscodeError } from "#core/errors/letscode-error.ts";

export interface RenderRefusal {
  status: number;
  detail: string;
}

const chooseFix = (status: number): string => {
  if (status === 401 || status === 403) return "Enter a valid API key of Render in the admin area, under Deploy hosts.";
  if (status === 402) return "Look at the billing of the Render workspace.";
  if (status === 429 || status >= 500) return "It is tried again by itself; Render's state is at status.render.com.";
  return "Look at the service in Render's dashboard, then deploy again.";
};

/** Render answered, and refused. */
export class RenderApiError extends LetscodeError {
  readonly refusal: RenderRefusal;

  constructor(refusal: RenderRefusal) {
    super({
      code: "render_refused",
      status: 502,
      message: `Render refused: ${refusal.detail === "" ? "no reason given" : refusal.detail} (${refusal.status}).`,
      fix: chooseFix(refusal.status),
      isRetryable: refusal.status === 429 || refusal.status >= 500,
      data: { service: "Render", status: refusal.status },
    });
    this.refusal = refusal;
  }
}
