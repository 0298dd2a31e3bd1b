import { mkdir, mkdtemp, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, sep } from "node:path";
import type { FileEdit } from "#core/contracts/file.ts";
import { PathRefusedError } from "#core/errors/path-refused-error.ts";
import type { CheckReport } from "#core/ports/check-runner.ts";
import { toLetscodeError } from "#core/errors/to-letscode-error.ts";
import type { RunSession } from "./run-session.ts";

/** Writes a change into a checkout, and never through a link that leaves it (A20). */
const applyChange = async (folder: string, change: FileEdit): Promise<void> => {
  const target = join(folder, change.path);
  if (!("content" in change)) return rm(target, { force: true });
  await mkdir(dirname(target), { recursive: true });
  const parent = await realpath(dirname(target));
  if (parent !== folder && !parent.startsWith(folder + sep)) {
    throw new PathRefusedError(change.path, "a link leads out of the repository");
  }
  await writeFile(target, change.content);
};

const runInFolder = async (session: RunSession, folder: string): Promise<CheckReport | null> => {
  const { checks, gitHost, logger } = session.dependencies;
  if (checks === null) return null;
  await gitHost.exportFiles(session.repository, session.files.baseSha, folder);
  for (const change of await session.files.changes()) await applyChange(folder, change);
  try {
    return await checks.run(folder, session.signal);
  } catch (thrown) {
    session.signal.throwIfAborted();
    const { detail } = toLetscodeError(thrown);
    logger.warn("The checks of a project could not run", { runId: session.run.id, reason: detail });
    return null;
  }
};

/**
 * Runs the project's own checks on the files as they are now, in a checkout that is gone afterwards. Null when they cannot
 * run here. Files that did not change since are not checked twice.
 */
export const runProjectChecks = async (session: RunSession): Promise<CheckReport | null> => {
  const { version } = session.files;
  if (session.step.checks?.version === version) return session.step.checks.report;
  if (session.dependencies.checks === null) return null;
  const parent = session.dependencies.temporaryFolder ?? tmpdir();
  await mkdir(parent, { recursive: true });
  const folder = await realpath(await mkdtemp(join(parent, "letscode-checks-")));
  try {
    const report = await runInFolder(session, folder);
    session.step.checks = { version, report };
    return report;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};
