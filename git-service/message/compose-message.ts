import type { Usage } from "#core/contracts/run.ts";
import type { Person } from "#core/ports/git-host.ts";
import { CO_AUTHOR, MAXIMUM_SUBJECT, toSingleLine, trailerNames } from "./trailers.ts";

export interface CommitMessage {
  /** Imperative; cut at 72 characters. */
  subject: string;
  body?: string;
  /** Present on AI commits. */
  run?: {
    id: string;
    step: number;
    /** Name of the feature of the plan. */
    feature: string | null;
    /** `provider/model`. */
    model: string;
    /** `name@version`. */
    prompt: string;
    usage: Usage;
    /** By check name: passed, failed, skipped. */
    checks: Record<string, string>;
  };
  coAuthors?: Person[];
}

const MAXIMUM_TRAILER = 500;
const MAXIMUM_BODY = 10_000;

const composeSubject = (text: string): string => {
  const line = toSingleLine(text) || "Change files";
  const characters = [...line];
  return characters.length <= MAXIMUM_SUBJECT
    ? line
    : `${characters
        .slice(0, MAXIMUM_SUBJECT - 1)
        .join("")
        .trimEnd()}…`;
};

/** Quotes lines that read like trailers of ours, so that a body cannot pass itself off as one. */
const composeBody = (text: string): string =>
  text
    .toWellFormed()
    .slice(0, MAXIMUM_BODY)
    .replaceAll(/\r\n?|\u2028|\u2029/g, "\n")
    // oxlint-disable-next-line no-control-regex -- tabs and line ends stay, other control characters go
    .replaceAll(/[\u0000-\u0008\u000B-\u001F\u007F-\u009F]/g, "")
    .split("\n")
    .map((line) => (/^\s*(?:letscode-[\w-]*|co-authored-by|signed-off-by)\s*:/i.test(line) ? `> ${line}` : line))
    .join("\n")
    .trim();

const formatCost = ({ inputTokens, outputTokens, costUsd }: Usage): string =>
  `in=${inputTokens} out=${outputTokens} usd=${costUsd.toFixed(6)}`;

const formatChecks = (checks: Record<string, string>): string =>
  Object.entries(checks)
    .map(([name, outcome]) => `${name}=${outcome}`)
    .join(" ") || "none";

const trailerLine = (name: string, value: string): string[] => {
  const text = toSingleLine(value).slice(0, MAXIMUM_TRAILER);
  return text === "" ? [] : [`${name}: ${text}`];
};

const withoutBrackets = (text: string): string => toSingleLine(text).replaceAll(/[<>]/g, "").trim();

const coAuthorLine = (person: Person): string[] => {
  const [name, email] = [withoutBrackets(person.name), withoutBrackets(person.email)];
  return email === "" ? [] : trailerLine(CO_AUTHOR, `${name || "unknown"} <${email}>`);
};

const composeTrailers = ({ run, coAuthors = [] }: CommitMessage): string[] => [
  ...(run === undefined
    ? []
    : [
        ...trailerLine(trailerNames.run, run.id),
        ...trailerLine(trailerNames.step, String(run.step)),
        ...trailerLine(trailerNames.plan, run.feature ?? ""),
        ...trailerLine(trailerNames.model, run.model),
        ...trailerLine(trailerNames.prompt, run.prompt),
        ...trailerLine(trailerNames.cost, formatCost(run.usage)),
        ...trailerLine(trailerNames.checks, formatChecks(run.checks)),
      ]),
  ...coAuthors.flatMap(coAuthorLine),
];

/** Puts a commit message together: subject, body, trailers. Whatever the parts hold, none can add a trailer (A21). */
export const composeMessage = (message: CommitMessage): string => {
  const trailers = composeTrailers(message);
  const body = composeBody(message.body ?? "");
  return `${[composeSubject(message.subject), body, trailers.join("\n")].filter((part) => part !== "").join("\n\n")}\n`;
};
