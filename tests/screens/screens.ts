import { entranceScreens } from "./entrance-screens.ts";
import { hostedScreens } from "./hosted-screens.ts";
import { projectScreens } from "./project-screens.ts";
import type { Screen } from "./screen.ts";
import { settingsScreens } from "./settings-screens.ts";
import { stateScreens } from "./state-screens.ts";
import { workspaceScreens } from "./workspace-screens.ts";

/** Every page in every state worth looking at: for the pictures, and for the search for barriers. */
export const screens: readonly Screen[] = [
  ...entranceScreens,
  ...projectScreens,
  ...hostedScreens,
  ...settingsScreens,
  ...workspaceScreens,
  ...stateScreens,
];
