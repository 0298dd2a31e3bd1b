import { useCallback, useEffect, useState } from "react";
import type { DeploymentLog } from "#core/contracts/index.ts";
import { useWorkspace, useWorkspaceParts } from "../workspace-context.tsx";

const noLines: readonly DeploymentLog[] = [];

export interface BuildLogState {
  lines: readonly DeploymentLog[];
  isLoading: boolean;
  error: unknown;
  retry: () => void;
}

/**
 * The log of a deployment: what there is now, and what comes as it comes. When the build ends it is read once more,
 * since the last lines may have been lost with nothing after them to show it.
 */
export const useBuildLog = (deploymentId: string | null, isEnded: boolean): BuildLogState => {
  const { store, source } = useWorkspaceParts();
  const log = useWorkspace((state) => (deploymentId === null ? undefined : state.logs.get(deploymentId)));
  const [read, setRead] = useState<{ id: string; error: unknown } | null>(null);

  const load = useCallback(() => {
    if (deploymentId === null) return;
    store.dispatch({ type: "log-opened", deploymentId });
    source.readLog(deploymentId, store.getState().logs.get(deploymentId)?.lines.length ?? 0).then(
      (lines) => {
        store.dispatch({ type: "log-loaded", deploymentId, lines });
        setRead({ id: deploymentId, error: null });
      },
      (error: unknown) => setRead({ id: deploymentId, error }),
    );
  }, [deploymentId, store, source]);

  useEffect(() => {
    load();
    if (!isEnded) return undefined;
    // The lines are written in batches; the last may follow the state.
    const timer = setTimeout(load, 1_500);
    return () => clearTimeout(timer);
  }, [load, isEnded]);

  const lines = log?.lines ?? noLines;
  return {
    lines,
    isLoading: deploymentId !== null && lines.length === 0 && read?.id !== deploymentId,
    error: read?.id === deploymentId ? read.error : null,
    retry: load,
  };
};
