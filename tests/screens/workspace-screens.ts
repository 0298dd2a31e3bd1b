import type { Page } from "playwright-core";
import type { Scene } from "./scene.ts";
import type { Screen } from "./screen.ts";
import { openFromBar, showConsole, showPanel, waitForText, waitForWorkspace } from "./workspace-actions.ts";

const branchPath = ({ finished }: Scene, tab = "preview"): string =>
  `/projects/${finished.id}?branch=${encodeURIComponent(finished.branch)}&tab=${tab}`;

const waitForPreview = async (page: Page): Promise<void> => {
  await page.frameLocator("iframe").getByRole("heading", { name: "Dashboard" }).waitFor();
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
      await waitForText(page, "is ready: customers, dogs and appointments");
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
      await waitForText(page, "src/app-config.ts");
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
      await waitForText(page, "Customers, Dogs and Appointments");
    },
  },
  {
    name: "workspace-timeline",
    visitor: "owner",
    path: (scene) => branchPath(scene),
    act: async (page, _scene, size) => {
      await showPanel(page, size, "History");
      await waitForText(page, "Add the dashboard");
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
      await waitForText(page, /build failed/i);
    },
  },
  {
    name: "workspace-empty",
    visitor: "owner",
    path: ({ empty }) => `/projects/${empty.id}`,
    act: (page, _scene, size) => showPanel(page, size, "Chat"),
  },
];
