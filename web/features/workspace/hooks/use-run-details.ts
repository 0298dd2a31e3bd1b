import { useCallback, useEffect, useMemo, useState } from "react";
import type { Run } from "#core/contracts/index.ts";
import { buildConversation, type Conversation } from "../conversation/build-conversation.ts";
import { useWorkspace, useWorkspaceParts } from "../workspace-context.tsx";

/** Reads steps, messages and activity of runs that have not been read yet. Answers what went wrong, and how to try again. */
export const useReadRuns = (runIds: readonly string[]): { error: unknown; retry: () => void } => {
  const { store, source } = useWorkspaceParts();
  const readRuns = useWorkspace((state) => state.readRuns);
  const [error, setError] = useState<unknown>(null);
  const missing = runIds.filter((id) => !readRuns.has(id)).join(" ");

  const read = useCallback(() => {
    if (missing === "") return;
    const ids = missing.split(" ");
    source.readRuns(ids).then((batch) => {
      store.dispatch({ type: "rows-loaded", batch, readRuns: ids });
      setError(null);
    }, setError);
  }, [source, store, missing]);
  useEffect(read, [read]);

  return { error, retry: read };
};

const ofRun = <Row extends { runId: string | null }>(rows: ReadonlyMap<string, Row>, runId: string): Row[] =>
  [...rows.values()].filter((row) => row.runId === runId);

/** Everything a run said and did, and is doing. */
export const useConversation = (run: Run): Conversation => {
  const steps = useWorkspace((state) => state.rows.run_steps);
  const messages = useWorkspace((state) => state.rows.run_messages);
  const activity = useWorkspace((state) => state.rows.activity_log);
  const stream = useWorkspace((state) => state.streams.get(run.id));
  const ownSteps = useMemo(() => ofRun(steps, run.id), [steps, run.id]);
  const ownMessages = useMemo(() => ofRun(messages, run.id), [messages, run.id]);
  const ownActivity = useMemo(() => ofRun(activity, run.id), [activity, run.id]);
  return useMemo(
    () => buildConversation({ run, steps: ownSteps, messages: ownMessages, activity: ownActivity, stream }),
    [run, ownSteps, ownMessages, ownActivity, stream],
  );
};
