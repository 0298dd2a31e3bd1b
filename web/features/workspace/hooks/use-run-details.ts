import { useCallback, useEffect, useMemo, useState } from "react";
import type { Run } from "#core/contracts/index.ts";
import { buildConversation, type Conversation } from "../conversation/build-conversation.ts";
import { createRunRowsSelector } from "../data/select-rows.ts";
import type { WorkspaceState } from "../data/workspace-state.ts";
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

const pickSteps = (state: WorkspaceState) => state.rows.run_steps;
const pickMessages = (state: WorkspaceState) => state.rows.run_messages;
const pickActivity = (state: WorkspaceState) => state.rows.activity_log;

/** Everything a run has said and done, as its rows tell it. Drawn again when one of them changes, not with its stream. */
export const useConversation = ({ id, prompt, intent }: Run): Conversation => {
  const [select] = useState(() => ({
    steps: createRunRowsSelector(pickSteps, id),
    messages: createRunRowsSelector(pickMessages, id),
    activity: createRunRowsSelector(pickActivity, id),
  }));
  const steps = useWorkspace(select.steps);
  const messages = useWorkspace(select.messages);
  const activity = useWorkspace(select.activity);
  return useMemo(
    () => buildConversation({ run: { prompt, intent }, steps, messages, activity }),
    [prompt, intent, steps, messages, activity],
  );
};
