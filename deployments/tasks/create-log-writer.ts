import type { DeploymentLog } from "#core/contracts/deployment.ts";
import type { Clock } from "#core/ports/clock.ts";
import type { DeployContext } from "#core/ports/deploy-host.ts";
import type { EventPublisher } from "#core/ports/event-publisher.ts";
import type { DeploymentStore } from "#core/ports/deployment-store.ts";

export interface LogWriter {
  log: DeployContext["log"];
  /** Resolves when everything logged so far is kept. */
  close(): Promise<void>;
}

const FLUSH_MILLISECONDS = 100;
const MAXIMUM_LINES = 20_000;
const MAXIMUM_LINE_LENGTH = 4_000;
const MAXIMUM_REDACTED_LENGTH = 64 * 1024;
const BATCH = 500;
const TRIES = 4;

interface Options {
  deploymentId: string;
  projectId: string;
  /** A worker that was replaced writes nothing more (A7). */
  attempt: number;
  firstLine: number;
  deployments: Pick<DeploymentStore, "appendLogs">;
  publisher: EventPublisher;
  clock: Clock;
  /** Takes secrets out of a line (A23). */
  redact(text: string): string;
}

// Postgres keeps no NUL, and no half of a surrogate pair.
// oxlint-disable-next-line no-control-regex
const toText = (text: string): string => text.replaceAll("\0", "\u2400").toWellFormed();

/** Writes a deployment's log in batches: to the workspace and to the database, both numbered alike. */
export const createLogWriter = (options: Options): LogWriter => {
  const { deploymentId, projectId, deployments, publisher, clock } = options;
  let line = options.firstLine;
  const pending: DeploymentLog[] = [];
  let writing: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout | null = null;

  const keep = async (lines: DeploymentLog[]): Promise<void> => {
    for (let attempt = 1; attempt <= TRIES; attempt += 1) {
      try {
        return await deployments.appendLogs(lines, options.attempt);
      } catch {
        // The database may be restarting; what it has already, it leaves as it is.
        if (attempt < TRIES) await clock.sleep(200 * 4 ** (attempt - 1));
      }
    }
  };
  const flush = (): void => {
    timer = null;
    for (let lines = pending.splice(0, BATCH); lines.length > 0; lines = pending.splice(0, BATCH)) {
      const batch = lines;
      publisher.publish(projectId, { type: "log-lines", deploymentId, lines: batch });
      writing = writing.then(() => keep(batch));
    }
  };
  const add = (stream: DeploymentLog["stream"], text: string): void => {
    pending.push({ deploymentId, line, stream, text, at: clock.now().toISOString() });
    line += 1;
    timer ??= setTimeout(flush, FLUSH_MILLISECONDS);
  };
  return {
    log: (stream, text) => {
      const count = line - options.firstLine;
      if (count === MAXIMUM_LINES) add("system", `Only the first ${MAXIMUM_LINES} lines are kept`);
      // What the deployment itself says at its end is always wanted; there is little of it.
      if (count >= MAXIMUM_LINES && stream !== "system") return;
      // Redacted before it is cut, or a secret at the edge would be half shown.
      const redacted = options.redact(text.slice(0, MAXIMUM_REDACTED_LENGTH));
      add(stream, toText(redacted.slice(0, MAXIMUM_LINE_LENGTH)));
    },
    close: async () => {
      if (timer !== null) clearTimeout(timer);
      flush();
      await writing;
      await publisher.flush(projectId);
    },
  };
};
