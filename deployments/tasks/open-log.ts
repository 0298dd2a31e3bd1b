import type { Deployment } from "#core/contracts/deployment.ts";
import { createLogWriter, type LogWriter } from "./create-log-writer.ts";
import type { ExecutorOptions } from "./executor-options.ts";
import { hideValues } from "./hide-values.ts";

export interface OpenLog extends LogWriter {
  lastLine: number;
  /** Lines of the host's own output that were there before. */
  printedLines: number;
}

/** The log of a deployment, to be written on from where it ends. Values of its variables do not get into it (A23). */
export const openLog = async (
  { stores, publisher, clock, redact }: ExecutorOptions,
  { id, projectId, attempt }: Deployment,
  environment: Readonly<Record<string, string>>,
): Promise<OpenLog> => {
  const { lastLine, printedLines } = await stores.deployments.describeLog(id);
  const writer = createLogWriter({
    deploymentId: id,
    projectId,
    attempt,
    firstLine: lastLine + 1,
    deployments: stores.deployments,
    publisher,
    clock,
    redact: (text) => redact(hideValues(text, environment)),
  });
  return { ...writer, lastLine, printedLines };
};
