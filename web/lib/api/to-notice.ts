import { z } from "zod";
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

const issuesSchema = z.object({ issues: z.array(z.object({ path: z.string(), message: z.string() })).min(1) });

/** Our own words say what to do; those of the validator say nothing without the name of the field. */
const sayIssue = ({ path, message }: { path: string; message: string }): string => {
  const text = path !== "" && /^(?:Invalid|Too|Unrecognized)\b/.test(message) ? `${path}: ${message}` : message;
  return `${text[0]?.toUpperCase() ?? ""}${text.slice(1)}${/[.?]$/.test(text) ? "" : "."}`;
};

/** What a form sent and the server did not take, without what is for programs: the interface at fault, its description. */
const toInputNotice = ({ code, data }: LetscodeError): Notice | null => {
  const parsed = issuesSchema.safeParse(code === "invalid_input" ? data : null);
  if (!parsed.success) return null;
  return { code, detail: parsed.data.issues.map(sayIssue).join(" "), fix: "Correct it, then try again." };
};

/** Anything thrown, as a notice. What is not one of our errors stays out of the interface but for its message. */
export const toNotice = (thrown: unknown): Notice => {
  if (thrown instanceof LetscodeError) {
    return toInputNotice(thrown) ?? { code: thrown.code, detail: thrown.detail, fix: thrown.fix };
  }
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
