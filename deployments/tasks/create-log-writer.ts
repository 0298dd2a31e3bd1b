import type { DeploymentLog } from "#core/contracts/deployment.ts";
import type { Clock } from "#core/ports/clock.ts";
import type { DeployContext } from "#core/ports/deploy-host.ts";
import type { EventPublisher } from "#core/ports/event-publisher.ts";
import type { Stores } from "#core/ports/stores.ts";

export interface LogWriter {
  log: DeployContext["log"];
  /** Resolves when everything logged so far is kept. */
  close(): Promise<void>;
}

const FLUSH_MILLISECONDS = 200;
const MAXIMUM_LINES = 20_000;
const MAXIMUM_LINE_LENGTH = 4_000;

interface Options {
  deploymentId: string;
  projectId: string;
  firstLine: number;
  stores: Stores;
  publisher: EventPublisher;
  clock: Clock;
  /** Takes secrets out of a line (A23). */
  redact(text: string): string;
}

/** Writes a deployment's log: to the workspace at once, to the database in batches, both numbered alike. */
export const createLogWriter = (options: Options): LogWriter => {
  let line = options.firstLine;
  let pending: DeploymentLog[] = [];
  let writing: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout | null = null;
  const flush = (): void => {
    timer = null;
    const lines = pending;
    pending = [];
    writing = writing.then(() => options.stores.deployments.appendLogs(lines)).catch(() => undefined);
  };
  return {
    log: (stream, text) => {
      if (line - options.firstLine >= MAXIMUM_LINES) return;
      const entry = {
        deploymentId: options.deploymentId,
        line,
        stream,
        text: options.redact(text.slice(0, MAXIMUM_LINE_LENGTH)),
        at: options.clock.now().toISOString(),
      };
      line += 1;
      pending.push(entry);
      options.publisher.publish(options.projectId, {
        type: "log-lines",
        deploymentId: options.deploymentId,
        lines: [entry],
      });
      timer ??= setTimeout(flush, FLUSH_MILLISECONDS);
    },
    close: async () => {
      if (timer !== null) clearTimeout(timer);
      flush();
      await writing;
      await options.publisher.flush(options.projectId);
    },
  };
};
