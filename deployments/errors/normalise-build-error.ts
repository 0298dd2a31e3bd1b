import { createHash } from "node:crypto";
import type { DeploymentError } from "#core/contracts/deployment.ts";
import type { SandboxEnd } from "../sandbox/sandbox.ts";

interface Cause {
  code: string;
  pattern: RegExp;
  message(match: RegExpExecArray): string;
  fix: string;
}

/** Known causes, most telling first. */
const causes: Cause[] = [
  {
    code: "missing_dependency",
    pattern:
      /(?:Cannot find (?:module|package)|Failed to resolve import|Can't resolve|Could not resolve) ["'`]([^"'`]+)["'`]/,
    message: (match) => `The build needs ${match[1]}, which is not there.`,
    fix: "Add it to the dependencies in package.json, or correct the import.",
  },
  {
    code: "type_error",
    pattern: /error (TS\d+): (.*)/,
    message: (match) => `TypeScript refuses the code (${match[1]}): ${match[2]}`,
    fix: "Correct the named line; `npm run typecheck` shows all of them.",
  },
  {
    code: "lockfile_stale",
    pattern: /npm ci.*can only install packages when your package\.json and package-lock\.json.*in sync|EUSAGE/s,
    message: () => "package-lock.json does not fit package.json.",
    fix: "Run `npm install` and commit the lockfile.",
  },
  {
    code: "package_not_found",
    pattern:
      /E404[\s\S]*?'?([@\w][\w./@-]*)'? (?:is not in|could not be found)|notarget No matching version found for ([^\s.]+)/,
    message: (match) => `The package ${match[1] ?? match[2]} does not exist in the registry.`,
    fix: "Check its name and version in package.json.",
  },
  {
    code: "registry_unreachable",
    pattern: /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|network request to .* failed/,
    message: () => "The package registry could not be reached.",
    fix: "Check the network of this machine and try again.",
  },
  {
    code: "missing_variable",
    pattern:
      /(?:Missing|undefined|required)[^\n]{0,40}(?:environment variable|env(?:ironment)?)\b[^\n]{0,10}?([A-Z][A-Z0-9_]{3,})/i,
    message: (match) => `The build needs the environment variable ${match[1]}.`,
    fix: "Set it for this environment, and deploy again.",
  },
  {
    code: "unknown_script",
    pattern: /Missing script: "?([\w:-]+)"?|(?:sh|bash): (?:\d+: )?([\w./-]+): (?:command )?not found/,
    message: (match) => `There is no ${match[1] ?? match[2]} to run.`,
    fix: "Correct the script in package.json, or add the dependency that brings the command.",
  },
  {
    code: "syntax_error",
    pattern: /(?:SyntaxError|PARSE_ERROR|Transform failed|Unexpected token|Expected [^\n]+ but found)[^\n]*/,
    message: (match) => `The code cannot be read: ${match[0].slice(0, 200)}`,
    fix: "Correct the syntax at the named place.",
  },
];

const ends: Partial<Record<SandboxEnd, { code: string; message: string; fix: string }>> = {
  time: {
    code: "timed_out",
    message: "The build took longer than it may and was stopped.",
    fix: "Look at the last lines of its log for what it waits on, or make it smaller.",
  },
  memory: {
    code: "out_of_memory",
    message: "The build used more memory than it may and was stopped.",
    fix: "Make the build smaller: fewer sources at once, no source maps.",
  },
  processes: {
    code: "too_many_processes",
    message: "The build started more processes than it may and was stopped.",
    fix: "Look for a script that starts itself again.",
  },
  output: {
    code: "too_much_output",
    message: "The build printed more than it may and was stopped.",
    fix: "Make its tools quieter.",
  },
};

// Colours of terminals; logs keep them, excerpts do not.
// oxlint-disable-next-line no-control-regex
const escapes = /\u001B\[[0-9;]*[A-Za-z]/g;
const telling = /error|fail|cannot|can't|missing|not found|unexpected|refus/i;

const sign = (code: string, message: string): string =>
  createHash("sha256")
    .update(`${code}:${message.replaceAll(/\d+/g, "0")}`)
    .digest("hex")
    .slice(0, 16);

/** The lines that matter: from the first telling one on, or the last ones. */
const excerptOf = (lines: string[]): string[] => {
  const first = lines.findIndex((line) => telling.test(line));
  return (first === -1 ? lines.slice(-15) : lines.slice(Math.max(0, first - 1), first + 15)).map((line) =>
    line.slice(0, 500),
  );
};

/** Why a build failed, in words that hold on every host, with the lines that matter and a signature equal for equal causes. */
export const normaliseBuildError = (step: string, log: string[], end: SandboxEnd): DeploymentError => {
  const lines = log.map((line) => line.replaceAll(escapes, "").trimEnd()).filter((line) => line !== "");
  const text = lines.join("\n");
  const bound = ends[end];
  if (bound !== undefined) return { ...bound, excerpt: lines.slice(-15), signature: sign(bound.code, step) };
  for (const cause of causes) {
    const match = cause.pattern.exec(text);
    if (match !== null) {
      const message = cause.message(match);
      return {
        code: cause.code,
        message,
        fix: cause.fix,
        excerpt: excerptOf(lines),
        signature: sign(cause.code, message),
      };
    }
  }
  const message = `The ${step} failed.`;
  const last = lines.at(-1) ?? "";
  return {
    code: "build_failed",
    message,
    fix: "Read the log above the end for its cause, correct it and commit again.",
    excerpt: excerptOf(lines),
    signature: sign("build_failed", last),
  };
};
