import type { RunSession } from "./run-session.ts";

const MAXIMUM_LINES = 150;
const MAXIMUM_CHARACTERS = 10_000;
const PAGE = 1_000;

/** The last lines of a log of any length. */
const readTail = async (session: RunSession, deploymentId: string): Promise<string[]> => {
  let tail: string[] = [];
  let last = 0;
  for (;;) {
    const lines = await session.dependencies.stores.deployments.listLogs(deploymentId, last, PAGE);
    tail = [...tail, ...lines.map(({ text }) => text)].slice(-MAXIMUM_LINES);
    last = lines.at(-1)?.line ?? last;
    if (lines.length < PAGE) return tail;
  }
};

/**
 * State and end of the log of the branch's latest deployment, or null when there is none. Secrets are taken out, and the
 * log is marked as text that instructs nobody (A32).
 */
export const readBuildLog = async (session: RunSession): Promise<string | null> => {
  const { dependencies, project, run } = session;
  const { items } = await dependencies.stores.deployments.list(project.id, { limit: 1, branch: run.branch });
  const [latest] = items;
  if (latest === undefined) return null;
  const log = (await readTail(session, latest.id)).join("\n").slice(-MAXIMUM_CHARACTERS);
  const redacted = await dependencies.scanner.redact(log);
  const state = `The latest deployment of this branch, of commit ${latest.commitSha.slice(0, 7)}, is ${latest.state}.`;
  const reason = latest.error === null ? "" : ` ${latest.error.message} ${latest.error.fix}`;
  return `${state}${reason}\n<build-log>\n${redacted.replaceAll("</build-log>", "")}\n</build-log>`;
};
