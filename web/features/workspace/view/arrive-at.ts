import type { RememberedView } from "./remembered-view.ts";
import type { WorkspaceView } from "./workspace-view.ts";

/**
 * What is open when somebody arrives. A link to a deployment leads to its log, whatever was open here before; once a view of
 * the middle was chosen, that is where they are.
 */
export const arriveAt = ({ deployment, tab }: WorkspaceView, remembered: RememberedView): RememberedView =>
  deployment === null || tab !== null
    ? remembered
    : { ...remembered, bottomTab: "build", isConsoleOpen: true, mobileTab: "console" };
