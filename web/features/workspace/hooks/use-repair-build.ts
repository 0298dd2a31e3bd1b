import { useCallback } from "react";
import { useView } from "../view/view-context.tsx";
import { useControls } from "./use-controls.ts";

/** Lets the AI repair a failed build, and shows the run on its branch. */
export const useRepairBuild = (): ((deploymentId: string) => Promise<void>) => {
  const { repairDeployment } = useControls();
  const { show, remember } = useView();
  return useCallback(
    async (deploymentId) => {
      const { branch } = await repairDeployment(deploymentId);
      remember({ branch, mobileTab: "chat" });
      show({ branch });
    },
    [repairDeployment, remember, show],
  );
};
