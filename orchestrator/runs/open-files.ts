import { createWorkingCopy, type WorkingCopy } from "../working-copy/create-working-copy.ts";
import type { RunSession } from "./run-session.ts";

/** The files of a commit, ready to be changed. */
export const openFiles = async (
  session: Pick<RunSession, "dependencies" | "repository" | "reader">,
  sha: string,
): Promise<WorkingCopy> => {
  const { items } = await session.dependencies.gitHost.listTree(session.repository, sha);
  return createWorkingCopy({ reader: session.reader, commitSha: sha, entries: items });
};
