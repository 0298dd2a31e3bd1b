import type { WorkingCopy } from "../working-copy/create-working-copy.ts";
import { tools } from "../tools/index.ts";
import type { ToolContext } from "../tools/tool.ts";
import { openFiles } from "./open-files.ts";
import type { RunSession } from "./run-session.ts";
import type { StoredMessage, StoredPart } from "./stored-message.ts";

type CallPart = Extract<StoredPart, { type: "tool-call" }>;
type ResultPart = Extract<StoredPart, { type: "tool-result" }>;

const fileTools = new Map(
  tools
    .filter(({ name }) => ["write_file", "edit_file", "delete_file", "rename_file"].includes(name))
    .map((tool) => [tool.name, tool]),
);

const isCommit = (part: StoredPart): boolean =>
  part.type === "tool-result" && part.tool === "finish_step" && !part.isError;

export const countCommits = (messages: StoredMessage[]): number =>
  messages.flatMap(({ parts }) => parts).filter(isCommit).length;

/** Everything since the last commit, in order: calls that were accepted, and moves to a new base. */
const listSinceCommit = (messages: StoredMessage[]): (CallPart | Extract<StoredPart, { type: "rebase" }>)[] => {
  const results = new Map<string, ResultPart>();
  for (const part of messages.flatMap(({ parts }) => parts))
    if (part.type === "tool-result") results.set(part.callId, part);
  let since: (CallPart | Extract<StoredPart, { type: "rebase" }>)[] = [];
  for (const part of messages.flatMap(({ parts }) => parts)) {
    if (part.type === "rebase") since.push(part);
    if (part.type !== "tool-call") continue;
    const result = results.get(part.callId);
    if (result === undefined || result.isError) continue;
    if (isCommit(result)) since = [];
    else if (fileTools.has(part.tool)) since.push(part);
  }
  return since;
};

/** Moves uncommitted changes to another commit, but for those to paths that changed there as well. */
export const rebaseFiles = async (
  session: RunSession,
  files: WorkingCopy,
  sha: string,
  dropped: readonly string[],
): Promise<WorkingCopy> => {
  const moved = await openFiles(session, sha);
  const { edits, aliases } = files.snapshot();
  moved.restore({ edits: new Map([...edits].filter(([path]) => !dropped.includes(path))), aliases });
  return moved;
};

const refuseAll = (): never => {
  throw new TypeError("only tools that change files are called again");
};

/** What the file tools need to do again what they did; nothing else can be reached. */
const createReplayContext = (session: RunSession, files: WorkingCopy, path: string | undefined): ToolContext => ({
  files,
  rules: session.dependencies.gitRules,
  nameMigration: async (asked) => path ?? asked,
  savePlan: refuseAll,
  runChecks: refuseAll,
  readBuildLog: refuseAll,
  finishStep: refuseAll,
  askUser: refuseAll,
  finishRun: refuseAll,
});

/**
 * The files of a run that goes on: the last commit of the run with every change laid over it that was accepted since, done
 * again from the conversation. The same calls on the same commit give the same files.
 */
export const restoreFiles = async (session: RunSession, baseSha: string): Promise<WorkingCopy> => {
  const paths = new Map(
    session.messages
      .flatMap(({ parts }) => parts)
      .flatMap((part) => (part.type === "tool-result" ? [[part.callId, part.path] as const] : [])),
  );
  let files = await openFiles(session, baseSha);
  for (const part of listSinceCommit(session.messages)) {
    if (part.type === "rebase") {
      files = await rebaseFiles(session, files, part.sha, part.dropped);
      continue;
    }
    const context = createReplayContext(session, files, paths.get(part.callId));
    const result = await fileTools.get(part.tool)?.execute(part.arguments, context);
    if (result?.isError === true) {
      session.dependencies.logger.warn("A change could not be restored", {
        runId: session.run.id,
        reason: result.title,
      });
    }
  }
  return files;
};
