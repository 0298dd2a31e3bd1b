import type { Page } from "playwright-core";
import { keepBuilding } from "./prepare-states.ts";
import type { Scene } from "./scene.ts";
import type { Screen } from "./screen.ts";
import { LONG_PATH } from "./state-scripts.ts";
import { openFromBar, showConsole, showPanel, waitForText, waitForWorkspace } from "./workspace-actions.ts";

/** Why Render does not build a project whose repository is kept here. */
const BLOCKED = /Render builds from a repository on GitHub/;

type Branch = keyof Scene["states"]["branches"];

const pathOf = ({ states }: Scene, branch: Branch, tab = "preview"): string =>
  `/projects/${states.id}?branch=${encodeURIComponent(states.branches[branch])}&tab=${tab}`;

/** The conversation of a run at rest in a state. */
const atRest = (branch: Branch, sign: (page: Page) => Promise<unknown>): Screen => ({
  name: `workspace-run-${branch}`,
  visitor: "owner",
  path: (scene) => pathOf(scene, branch),
  act: async (page, _scene, size) => {
    await showPanel(page, size, "Chat");
    await sign(page);
  },
});

const region = (name: string) => (page: Page) => page.getByRole("region", { name }).last().waitFor();

/** Its live connection is cut, and none comes about again. */
const cutOff = (page: Page): Promise<unknown> =>
  page.routeWebSocket(/\/realtime\//, async (socket) => {
    await socket.close({ code: 1012, reason: "The server restarts" });
  });

/** Runs, builds and connections that want somebody's attention, and text of every length. */
export const stateScreens: Screen[] = [
  atRest("waiting", (page) =>
    page.getByText("Or answer in your own words").or(page.getByLabel("Answer in your own words")).first().waitFor(),
  ),
  atRest("failed", region("Run failed")),
  atRest("conflict", region("Run failed")),
  atRest("interrupted", region("Run interrupted")),
  atRest("running", region("At work")),
  atRest("long", region("Run finished")),
  {
    name: "workspace-writing",
    visitor: "owner",
    path: (scene) => `${pathOf(scene, "running", "code")}&file=october.html`,
    act: async (page, _scene, size) => {
      await waitForWorkspace(page, size);
      await page.locator(".cm-content").filter({ hasText: "October" }).waitFor();
    },
  },
  {
    name: "workspace-long-plan",
    visitor: "owner",
    path: (scene) => pathOf(scene, "long", "plan"),
    act: async (page, _scene, size) => {
      await waitForWorkspace(page, size);
      await waitForText(page, "Course 26");
    },
  },
  {
    name: "workspace-long-changes",
    visitor: "owner",
    path: (scene) => pathOf(scene, "long", "changes"),
    act: async (page, _scene, size) => {
      await waitForWorkspace(page, size);
      await waitForText(page, "Course 12: wheel");
    },
  },
  {
    name: "workspace-long-file",
    visitor: "owner",
    path: (scene) => `${pathOf(scene, "long", "code")}&file=${encodeURIComponent(LONG_PATH)}`,
    act: async (page, _scene, size) => {
      await waitForWorkspace(page, size);
      await page.locator(".cm-content").filter({ hasText: "Prices" }).waitFor();
    },
  },
  {
    name: "workspace-long-history",
    visitor: "owner",
    path: (scene) => pathOf(scene, "long"),
    act: async (page, _scene, size) => {
      await showPanel(page, size, "History");
      await waitForText(page, "Rebuild the price list");
    },
  },
  {
    name: "workspace-merge-conflict",
    visitor: "owner",
    path: (scene) => pathOf(scene, "long"),
    act: async (page, _scene, size) => {
      await openFromBar(page, size, { button: "Merge", item: "Review and merge" });
      await page.getByRole("button", { name: "Merge into main" }).click();
      await page.getByText("Both branches changed the same lines").waitFor();
    },
  },
  {
    name: "workspace-building",
    visitor: "owner",
    path: ({ states }) => `/projects/${states.building.id}?branch=main&tab=preview`,
    before: (_page, { owner, states }) => keepBuilding(owner.client, states.building.id),
    act: async (page, _scene, size) => {
      await waitForWorkspace(page, size);
      await waitForText(page, /building/i);
    },
  },
  {
    name: "workspace-build-blocked",
    visitor: "owner",
    path: ({ states }) => `/projects/${states.blocked.id}?branch=main&tab=preview`,
    act: async (page, _scene, size) => {
      await waitForWorkspace(page, size);
      await waitForText(page, BLOCKED);
    },
  },
  {
    name: "workspace-build-blocked-log",
    visitor: "owner",
    path: ({ states }) => `/projects/${states.blocked.id}?branch=main`,
    act: async (page, _scene, size) => {
      await showConsole(page, size, "Build log");
      await waitForText(page, BLOCKED);
    },
  },
  {
    name: "workspace-build-failed-log",
    visitor: "owner",
    path: ({ broken }) => `/projects/${broken.id}?branch=main`,
    act: async (page, _scene, size) => {
      await showConsole(page, size, "Build log");
      await page
        .getByRole("log", { name: "Build log" })
        .getByText(/missing/)
        .first()
        .waitFor();
    },
  },
  {
    name: "workspace-cut-off",
    visitor: "owner",
    path: (scene) => pathOf(scene, "long"),
    before: cutOff,
    act: async (page, _scene, size) => {
      await waitForWorkspace(page, size);
      await page.getByRole("button", { name: "Every few seconds" }).waitFor();
    },
  },
  {
    name: "workspace-gone",
    visitor: "newcomer",
    path: (scene) => pathOf(scene, "long"),
    act: (page) => page.getByRole("heading").first().waitFor(),
  },
];
