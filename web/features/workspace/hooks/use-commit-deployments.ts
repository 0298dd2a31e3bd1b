import { useEffect, useMemo, useRef } from "react";
import type { Commit, Deployment } from "#core/contracts/index.ts";
import { newestFirst } from "../data/select-rows.ts";
import { useWorkspace, useWorkspaceParts } from "../workspace-context.tsx";

/** The newest deployment of each commit, by sha. Those of commits further back are read as they come into sight. */
export const useCommitDeployments = (commits: readonly Commit[]): ReadonlyMap<string, Deployment> => {
  const { store, source } = useWorkspaceParts();
  const rows = useWorkspace((state) => state.rows.deployments);
  const asked = useRef(new Set<string>());

  useEffect(() => {
    const missing = commits.map(({ sha }) => sha).filter((sha) => !asked.current.has(sha));
    if (missing.length === 0) return;
    for (const sha of missing) asked.current.add(sha);
    source.readDeployments(missing).then(
      (batch) => store.dispatch({ type: "rows-loaded", batch }),
      () => {
        // Asked again with the next page; until then the commits show no state.
        for (const sha of missing) asked.current.delete(sha);
      },
    );
  }, [commits, source, store]);

  return useMemo(() => {
    const newest = new Map<string, Deployment>();
    for (const deployment of newestFirst(rows))
      if (!newest.has(deployment.commitSha)) newest.set(deployment.commitSha, deployment);
    return newest;
  }, [rows]);
};
