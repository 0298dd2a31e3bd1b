export interface KnownCause {
  code: string;
  pattern: RegExp;
  /** The steps it can happen in; all of them where not given. */
  step?: "install";
  message(match: RegExpExecArray): string;
  fix: string;
}

const first = (match: RegExpExecArray): string => match.slice(1).find((group) => group !== undefined) ?? "";

const installCauses: KnownCause[] = [
  {
    code: "lockfile_stale",
    step: "install",
    pattern: /npm ci.{0,40}can only install packages when your package\.json and package-lock\.json|EUSAGE/s,
    message: () => "package-lock.json does not fit package.json.",
    fix: "Run `npm install` and commit the lockfile.",
  },
  {
    code: "package_too_new",
    step: "install",
    pattern: /No matching version found for (\S+) with a date before/,
    message: (match) => `Every version of ${first(match)} that fits was published only days ago.`,
    fix: "Ask for an older version of it in package.json.",
  },
  {
    code: "package_source_refused",
    step: "install",
    pattern:
      /'(\S+?)@(?:https?|git|ssh|file)\S*' (?:is not in this registry|could not be found)|E403[\s\S]{0,80}Forbidden - GET (\S+)/,
    message: (match) => `A package brings ${first(match)} from an address that is not the package registry.`,
    fix: "Use another package, or a version of it that needs packages of the registry only.",
  },
  {
    code: "package_not_found",
    step: "install",
    pattern:
      /E404[\s\S]{0,400}?'(@?[\w.~/-]+)(?:@[^']*)?' (?:is not in|could not be found)|notarget No matching version found for ([^\s]+?)\.?(?:\s|$)/,
    message: (match) => `The package ${first(match)} does not exist in the registry.`,
    fix: "Check its name and version in package.json.",
  },
  {
    code: "dependency_conflict",
    step: "install",
    pattern: /ERESOLVE[\s\S]*?(?:Found|While resolving): (\S+)/,
    message: (match) => `The dependencies do not fit each other, beginning with ${first(match)}.`,
    fix: "Choose versions in package.json whose peer dependencies agree.",
  },
  {
    code: "package_damaged",
    step: "install",
    pattern: /EINTEGRITY[^\n]*?(?:of|from|for)? ?(\S+)?/,
    message: () => "A package is not what the lockfile says it was.",
    fix: "Delete package-lock.json, run `npm install`, and commit what it writes.",
  },
  {
    code: "registry_unreachable",
    step: "install",
    pattern: /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ERR_SOCKET_TIMEOUT|network request to .* failed/,
    message: () => "The package registry could not be reached.",
    fix: "Check the network of this machine and try again.",
  },
];

/** What hosts say when the code is not the reason. */
const hostCauses: KnownCause[] = [
  {
    code: "author_refused",
    pattern:
      /Git author (\S+) must have access|commit author (?:\S+ )?(?:is not a member|does not have|did not have|must be a member)/i,
    message: (match) => `The deploy host does not take commits of ${match[1] ?? "this author"}.`,
    fix: "Make the author a member of the team at the deploy host, or commit as somebody who is one.",
  },
  {
    code: "quota_reached",
    pattern:
      /Resource is limited - try again|api-deployments-free-per-day|(?:pipeline|build) minutes (?:are )?(?:exhausted|used up|exceeded)|(?:used|reached) (?:all of )?your (?:free )?(?:pipeline|build) minutes|quota (?:exceeded|reached)/i,
    message: () => "The deploy host builds nothing more for now: a limit of the account is reached.",
    fix: "Wait until it is lifted, or raise it at the deploy host; then build again.",
  },
  {
    code: "timed_out",
    pattern:
      /exceeded the maximum (?:build )?(?:time|duration)|Build exceeded maximum|Command timed out|build timed out|took longer than \d+ minutes/i,
    message: () => "It took longer than it may and was stopped.",
    fix: "Look at the last lines of its log for what it waits on, or make it smaller.",
  },
];

const buildCauses: KnownCause[] = [
  {
    code: "out_of_memory",
    pattern: /JavaScript heap out of memory|Reached heap limit|ENOMEM|Cannot allocate memory/,
    message: () => "The build ran out of memory.",
    fix: "Make the build smaller: fewer sources at once, no source maps.",
  },
  {
    code: "disk_full",
    pattern: /ENOSPC|EFBIG|No space left on device|File too large/,
    message: () => "The build wrote more than it may.",
    fix: "Let it write less: smaller files, no copies of its dependencies.",
  },
  {
    code: "type_error",
    pattern: /error (TS\d+): ([^\n]*)/,
    message: (match) => `TypeScript refuses the code (${match[1]}): ${match[2]}`,
    fix: "Correct the named line; `npm run typecheck` shows all of them.",
  },
  {
    code: "type_error",
    pattern: /Type error: ([^\n]*)/,
    message: (match) => `TypeScript refuses the code: ${match[1]}`,
    fix: "Correct the named line.",
  },
  {
    code: "missing_file",
    pattern:
      /(?:Cannot find module|failed to resolve import|Can't resolve|Could not resolve(?: import)?) ["'`](\.{0,2}\/[^"'`\n]+)["'`]/i,
    message: (match) => `The build needs the file ${match[1]}, which is not there.`,
    fix: "Add the file, or correct the import.",
  },
  {
    code: "missing_dependency",
    pattern:
      /(?:Cannot find (?:module|package)|failed to resolve import|Can't resolve|Could not resolve(?: import)?|Module not found: Error: Can't resolve|Rolldown failed to resolve import) ["'`]([^"'`\n]+)["'`]/i,
    message: (match) => `The build needs ${match[1]}, which is not there.`,
    fix: "Add it to the dependencies in package.json, or correct the import.",
  },
  {
    code: "missing_export",
    pattern: /["'`]([^"'`\n]+)["'`] is not exported by ["'`]?([^"'`\n,]+)|Export (\S+) doesn't exist in target module/,
    message: (match) =>
      `${match[1] ?? match[3]} is imported, but not exported${match[2] === undefined ? "" : ` by ${match[2]}`}.`,
    fix: "Correct the import, or export it.",
  },
  {
    code: "missing_variable",
    pattern:
      /(?:missing|undefined|required|not (?:set|defined|provided))\b[^\n]{0,60}?\b(?:environment variables?|env(?:ironment)?(?: vars?)?)\b[^\n]{0,12}?\b([A-Z][A-Z0-9]*_[A-Z0-9_]+)|\b(?:environment variable|env var|process\.env\.)[^\n]{0,12}?\b([A-Z][A-Z0-9]*_[A-Z0-9_]+)\b[^\n]{0,24}(?:missing|undefined|required|not (?:set|defined|found|provided))|\b([A-Z][A-Z0-9]*_[A-Z0-9_]+) (?:environment variable )?(?:is|must be) (?:missing|undefined|required|set|not (?:set|defined))/i,
    message: (match) => `The build needs the environment variable ${first(match)}.`,
    fix: "Set it among the project's environment variables, or let the code do without it while it is built.",
  },
  {
    code: "unknown_script",
    pattern: /Missing script: "?([\w:.-]+)"?|(?:sh|bash): (?:line )?(?:\d+: )?([\w./@-]+): (?:command )?not found/,
    message: (match) => `There is no ${first(match)} to run.`,
    fix: "Correct the script in package.json, or add the dependency that brings the command.",
  },
  {
    code: "network_needed",
    pattern:
      /getaddrinfo (?:ENOTFOUND|EAI_AGAIN) ([\w.-]+)|Failed to fetch [`"']?([^`"'\n]+?)[`"']? from Google Fonts|connect (?:ECONNREFUSED|ENETUNREACH|EHOSTUNREACH) ([\w.:[\]-]+)/,
    message: (match) => `The build wants to reach ${first(match)}, and builds have no network.`,
    fix: "Fetch it when the app runs in the browser, or keep it in the repository.",
  },
  {
    code: "syntax_error",
    pattern:
      /(?:SyntaxError|PARSE_ERROR|Transform failed|Parsing ecmascript source code failed|Unexpected token|Expected [^\n]+ but found|EJSONPARSE)[^\n]*/,
    message: (match) => `The code cannot be read: ${match[0]}`,
    fix: "Correct the syntax at the named place.",
  },
];

/** Known causes, most telling first. */
export const knownCauses: KnownCause[] = [...installCauses, ...hostCauses, ...buildCauses];
