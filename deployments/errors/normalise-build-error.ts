import { createHash } from "node:crypto";
import { stripVTControlCharacters } from "node:util";
import type { DeploymentError } from "#core/contracts/deployment.ts";
import type { SandboxEnd } from "../sandbox/sandbox.ts";
import { knownCauses } from "./known-causes.ts";

const ends: Record<Exclude<SandboxEnd, "exit" | "canceled">, { code: string; message: string; fix: string }> = {
  time: {
    code: "timed_out",
    message: "It took longer than it may and was stopped.",
    fix: "Look at the last lines of its log for what it waits on, or make it smaller.",
  },
  memory: {
    code: "out_of_memory",
    message: "It used more memory than it may and was stopped.",
    fix: "Make the build smaller: fewer sources at once, no source maps.",
  },
  processes: {
    code: "too_many_processes",
    message: "It started more processes than it may and was stopped.",
    fix: "Look for a script that starts itself again.",
  },
  disk: {
    code: "disk_full",
    message: "It wrote more than it may and was stopped.",
    fix: "Let it write less: smaller files, no copies of its dependencies.",
  },
  output: {
    code: "too_much_output",
    message: "It printed more than it may and was stopped.",
    fix: "Make its tools quieter.",
  },
};

const EXCERPT_LINES = 16;
const LINES_BEFORE = 2;
const MAXIMUM_LINE = 500;
const MAXIMUM_MESSAGE = 400;

const telling = /error|fail|cannot|can't|could not|missing|not found|unexpected|refus|denied|✘|×/i;
/** Frames of tools, and what tools say besides: where the fault is not. */
const noise =
  /^\s+at .*(?:node_modules|node:|<anonymous>)|^npm (?:error|ERR!) (?:A complete log|command |path |Lifecycle script|workspace |location )|^npm (?:warn|notice)|PLUGIN_TIMINGS|^✗ Build failed in|^error during build:$|^Build failed with \d+ error/i;

/** The same for two runs that fail alike: without counts, times, hashes and places in a file. */
const sign = (...parts: string[]): string =>
  createHash("sha256")
    .update(
      parts
        .join("\n")
        .toLowerCase()
        .replaceAll(/\b[0-9a-f]{7,}\b/g, "#")
        .replaceAll(/\d+/g, "0"),
    )
    .digest("hex")
    .slice(0, 16);

const shorten = (text: string, length: number): string =>
  text.length <= length ? text : `${text.slice(0, length - 1)}…`;

/** The lines that matter: around the given place, else from the first telling line on, else the last ones. */
const excerptOf = (lines: string[], place: number | null): string[] => {
  const first = lines.findIndex((line) => telling.test(line) && !noise.test(line));
  const from = place ?? (first === -1 ? lines.length - EXCERPT_LINES : first);
  const useful = lines.slice(Math.max(0, from - LINES_BEFORE)).filter((line) => !noise.test(line));
  return useful.slice(0, EXCERPT_LINES).map((line) => shorten(line, MAXIMUM_LINE));
};

const countLines = (text: string): number => text.split("\n").length - 1;

/** The first known cause that the text shows, and the line it shows itself in. */
const findCause = (step: string, text: string) => {
  for (const cause of knownCauses) {
    const match = cause.step === undefined || cause.step === step ? cause.pattern.exec(text) : null;
    if (match !== null) return { cause, match, place: countLines(text.slice(0, match.index)) };
  }
  return null;
};

/**
 * Why a step of a build failed, in words that hold on every host, with the lines that matter and a signature equal for
 * equal causes. `log` is what it printed, `end` why it ended.
 */
export const normaliseBuildError = (
  step: string,
  log: string[],
  end: SandboxEnd,
  exitCode?: number | null,
): DeploymentError => {
  const lines = log.map((line) => stripVTControlCharacters(line).trimEnd()).filter((line) => line !== "");
  const bound = end === "exit" || end === "canceled" ? null : ends[end];
  if (bound !== null) {
    const excerpt = lines.slice(-EXCERPT_LINES).map((line) => shorten(line, MAXIMUM_LINE));
    return { ...bound, message: `The ${step} failed. ${bound.message}`, excerpt, signature: sign(bound.code, step) };
  }
  const found = findCause(step, lines.join("\n"));
  const excerpt = excerptOf(lines, found?.place ?? null);
  if (found !== null) {
    const message = shorten(found.cause.message(found.match), MAXIMUM_MESSAGE);
    const signature = sign(found.cause.code, message, lines[found.place] ?? "");
    return { code: found.cause.code, message, fix: found.cause.fix, excerpt, signature };
  }
  if (exitCode === 137) {
    const message = `The ${step} was killed by the machine, most likely for want of memory.`;
    return { code: "out_of_memory", message, fix: ends.memory.fix, excerpt, signature: sign("out_of_memory", step) };
  }
  return {
    code: `${step === "install" ? "install" : "build"}_failed`,
    message: `The ${step} failed${exitCode === undefined || exitCode === null ? "" : ` with exit code ${exitCode}`}.`,
    fix: "Read the log above its end for the cause, correct it and commit again.",
    excerpt,
    signature: sign("build_failed", excerpt.find((line) => telling.test(line)) ?? lines.at(-1) ?? ""),
  };
};
