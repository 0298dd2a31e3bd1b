import type { Page } from "playwright-core";
import type { Size } from "./browser.ts";
import type { Scene } from "./scene.ts";
import type { Screen } from "./screen.ts";

const branchPath = ({ finished }: Scene, tab = "preview"): string =>
  `/projects/${finished.id}?branch=${encodeURIComponent(finished.branch)}&tab=${tab}`;

const waitForWorkspace = async (page: Page, size: Size): Promise<void> => {
  const sign =
    size === "desktop"
      ? page.getByRole("tab", { name: "Preview" })
      : page.getByRole("navigation", { name: "Panels" }).getByRole("button", { name: "Chat" });
  await sign.waitFor();
};

/** Shows one of the panels a small screen has in its bar; on a large one they stand side by side. */
const showPanel = async (page: Page, size: Size, name: string): Promise<void> => {
  await waitForWorkspace(page, size);
  if (size === "mobile") await page.getByRole("navigation", { name: "Panels" }).getByRole("button", { name }).click();
};

const showConsole = async (page: Page, size: Size, tab: string): Promise<void> => {
  await showPanel(page, size, "Console");
  await page.getByRole("tab", { name: tab }).click();
};

const waitForPreview = async (page: Page): Promise<void> => {
  await page.frameLocator("iframe").getByRole("heading", { name: "Dashboard" }).waitFor();
};

/** On a small screen these are in the menu at the end of the bar. */
const openFromBar = async (page: Page, size: Size, names: { button: string; item: string }): Promise<void> => {
  await waitForWorkspace(page, size);
  if (size === "mobile") {
    await page.getByRole("banner").getByRole("button", { name: /more/i }).click();
    await page.getByRole("menuitem", { name: names.item, exact: true }).click();
  } else {
    await page.getByRole("button", { name: names.button, exact: true }).click();
  }
  await page.getByRole("dialog").waitFor();
};

/** The workspace in its states. */
export const workspaceScreens: Screen[] = [
  {
    name: "workspace",
    visitor: "owner",
    path: (scene) => branchPath(scene),
    act: async (page, _scene, size) => {
      await waitForWorkspace(page, size);
      await waitForPreview(page);
    },
  },
  {
    name: "workspace-conversation",
    visitor: "owner",
    path: (scene) => branchPath(scene),
    act: async (page, _scene, size) => {
      await showPanel(page, size, "Chat");
      await page.getByText("is ready: customers, dogs and appointments").first().waitFor();
    },
  },
  {
    name: "workspace-code",
    visitor: "owner",
    path: (scene) => `${branchPath(scene, "code")}&file=${encodeURIComponent("src/model/dog.ts")}`,
    act: async (page, _scene, size) => {
      await waitForWorkspace(page, size);
      await page.locator(".cm-content").filter({ hasText: "interface Dog" }).waitFor();
    },
  },
  {
    name: "workspace-changes",
    visitor: "owner",
    path: (scene) => branchPath(scene, "changes"),
    act: async (page, _scene, size) => {
      await waitForWorkspace(page, size);
      await page.getByText("src/app-config.ts").first().waitFor();
    },
  },
  {
    name: "workspace-review",
    visitor: "owner",
    path: (scene) => branchPath(scene, "review"),
    act: async (page, _scene, size) => {
      await waitForWorkspace(page, size);
      await page.getByText("How to go on").waitFor();
    },
  },
  {
    name: "workspace-plan",
    visitor: "owner",
    path: (scene) => branchPath(scene, "plan"),
    act: async (page, _scene, size) => {
      await waitForWorkspace(page, size);
      await page.getByText("Customers, Dogs and Appointments").first().waitFor();
    },
  },
  {
    name: "workspace-timeline",
    visitor: "owner",
    path: (scene) => branchPath(scene),
    act: async (page, _scene, size) => {
      await showPanel(page, size, "History");
      await page.getByText("Add the dashboard").first().waitFor();
    },
  },
  {
    name: "workspace-activity",
    visitor: "owner",
    path: (scene) => branchPath(scene),
    act: (page, _scene, size) => showConsole(page, size, "Activity"),
  },
  {
    name: "workspace-build-log",
    visitor: "owner",
    path: (scene) => branchPath(scene),
    act: (page, _scene, size) => showConsole(page, size, "Build log"),
  },
  {
    name: "workspace-deployments",
    visitor: "owner",
    path: (scene) => branchPath(scene),
    act: (page, _scene, size) => showConsole(page, size, "Deployments"),
  },
  {
    name: "workspace-merge",
    visitor: "owner",
    path: (scene) => branchPath(scene),
    act: (page, _scene, size) => openFromBar(page, size, { button: "Merge", item: "Review and merge" }),
  },
  {
    name: "compare",
    visitor: "owner",
    path: ({ finished }) =>
      `/projects/${finished.id}/compare?${new URLSearchParams({ left: "main", right: finished.branch }).toString()}`,
    act: (page) => page.getByRole("button", { name: "Choose this one" }).waitFor(),
  },
  {
    name: "compare-choose",
    visitor: "owner",
    path: ({ finished }) => `/projects/${finished.id}/compare`,
    act: (page) => page.getByText("Choose two branches").waitFor(),
  },
  {
    name: "workspace-try-again",
    visitor: "owner",
    path: (scene) => branchPath(scene),
    act: async (page, _scene, size) => {
      await showPanel(page, size, "Chat");
      await page.getByRole("button", { name: "Try again beside it" }).first().click();
      await page.getByRole("dialog").waitFor();
    },
  },
  {
    name: "workspace-clone",
    visitor: "owner",
    path: (scene) => branchPath(scene),
    act: (page, _scene, size) => openFromBar(page, size, { button: "Clone", item: "Clone" }),
  },
  {
    name: "workspace-build-failed",
    visitor: "owner",
    path: ({ broken }) => `/projects/${broken.id}?branch=main&tab=preview`,
    act: async (page, _scene, size) => {
      await waitForWorkspace(page, size);
      await page
        .getByText(/build failed/i)
        .first()
        .waitFor();
    },
  },
  {
    name: "workspace-empty",
    visitor: "owner",
    path: ({ empty }) => `/projects/${empty.id}`,
    act: (page, _scene, size) => showPanel(page, size, "Chat"),
  },
];
