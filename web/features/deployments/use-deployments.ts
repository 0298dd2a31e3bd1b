import { useState } from "react";
import type { Deployment } from "#core/contracts/index.ts";
import { toast } from "#web/components/toast.tsx";
import { useResource } from "#web/hooks/use-resource.ts";
import {
  controlDeployment,
  deploymentPageSchema,
  deploymentsPath,
  repairDeployment,
  type DeploymentControl,
} from "#web/lib/api/deployments.ts";
import { apiPath } from "#web/lib/api/request-api.ts";
import { isUnfinished } from "./deployment-times.ts";

const PAGE = 30;
const MAXIMUM = 200;
const REFRESH_MILLISECONDS = 2_000;
/** Somebody may push meanwhile. */
const IDLE_MILLISECONDS = 15_000;

export type Filter = "all" | "production" | "preview";

const failures: Record<DeploymentControl, string> = {
  cancel: "Not canceled",
  retry: "Not built again",
  promote: "Not served",
};

/** The deployments of a project, kept up to date while one is under way, and what can be done about each. */
export const useDeployments = (projectId: string, filter: Filter) => {
  const [limit, setLimit] = useState(PAGE);
  const environment = filter === "all" ? undefined : filter;
  const { data, error, mutate } = useResource(
    apiPath(deploymentsPath(projectId), { limit, environment }),
    deploymentPageSchema,
    {
      refreshInterval: (page) => (page?.items.some(isUnfinished) === true ? REFRESH_MILLISECONDS : IDLE_MILLISECONDS),
    },
  );
  const act = async (failed: string, work: () => Promise<unknown>): Promise<void> => {
    try {
      await work();
      await mutate();
    } catch (thrown) {
      toast.error(failed, thrown);
    }
  };
  return {
    items: data?.items,
    error,
    reload: () => void mutate(),
    showOlder: data === undefined || data.nextCursor === null || limit >= MAXIMUM ? null : () => setLimit(limit + PAGE),
    control: (id: string, control: DeploymentControl) => act(failures[control], () => controlDeployment(id, control)),
    promote: async ({ id }: Deployment): Promise<void> => {
      await controlDeployment(id, "promote");
      await mutate();
    },
    repair: (id: string) =>
      act("The AI was not asked", async () => {
        const run = await repairDeployment(id);
        toast.success(`The AI is on it, on ${run.branch}`);
      }),
  };
};

export type Deployments = ReturnType<typeof useDeployments>;
