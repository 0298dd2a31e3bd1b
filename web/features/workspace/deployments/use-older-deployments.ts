import { useState } from "react";
import { toast } from "#web/components/toast.tsx";
import { newestFirst } from "../data/select-rows.ts";
import { useWorkspaceParts } from "../workspace-context.tsx";

/** The first read brings this many; fewer means that there are no more. */
const FIRST_READ = 60;

/** Reads deployments older than those at hand. */
export const useOlderDeployments = (): { hasMore: boolean; isLoading: boolean; load: () => void } => {
  const { store, source } = useWorkspaceParts();
  const [isLoading, setLoading] = useState(false);
  const [isEnd, setEnd] = useState(() => store.getState().rows.deployments.size < FIRST_READ);
  const load = (): void => {
    const oldest = newestFirst(store.getState().rows.deployments).at(-1);
    if (oldest === undefined || isLoading) return;
    setLoading(true);
    source
      .readOlder("deployments", oldest)
      .then(
        (batch) => {
          setEnd((batch.deployments ?? []).length === 0);
          store.dispatch({ type: "rows-loaded", batch });
        },
        (thrown: unknown) => void toast.error("Older deployments could not be loaded", thrown),
      )
      .finally(() => setLoading(false));
  };
  return { hasMore: !isEnd, isLoading, load };
};
