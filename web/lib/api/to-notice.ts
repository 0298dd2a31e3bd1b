import { LetscodeError } from "#core/errors/letscode-error.ts";

/** An error as the interface shows it. */
export interface Notice {
  code: string;
  /** What happened and why. */
  detail: string;
  /** What to do next. */
  fix: string;
}

/** What Next makes of an error of the server: its message stays there, and a digest leads to it. */
const readDigest = (thrown: unknown): string | null =>
  thrown instanceof Error && "digest" in thrown && typeof thrown.digest === "string" ? thrown.digest : null;

const isAborted = (thrown: unknown): boolean => thrown instanceof DOMException && thrown.name === "AbortError";

/** Anything thrown, as a notice. What is not one of our errors stays out of the interface but for its message. */
export const toNotice = (thrown: unknown): Notice => {
  if (thrown instanceof LetscodeError) return { code: thrown.code, detail: thrown.detail, fix: thrown.fix };
  if (isAborted(thrown)) return { code: "aborted", detail: "The request was stopped.", fix: "Try again." };
  const digest = readDigest(thrown);
  if (digest !== null) {
    return {
      code: `server error ${digest}`,
      detail: "The server met something it did not expect.",
      fix: "Try again; if it happens again, its log says more under this number.",
    };
  }
  const message = thrown instanceof Error && thrown.message !== "" ? thrown.message : "Something unforeseen happened";
  return {
    code: "unforeseen",
    detail: /[.?]$/.test(message) ? message : `${message}.`,
    fix: "Try again, or reload the page.",
  };
};
