import type { Page } from "playwright-core";
import { PROMPT } from "./scene.ts";
import { repeatUntil } from "./repeat-until.ts";
import type { Screen } from "./screen.ts";

const failToCreate = (page: Page): Promise<unknown> =>
  page.route("**/api/projects", (route) => (route.request().method() === "POST" ? route.abort() : route.continue()));

const openPalette = async (page: Page): Promise<void> => {
  await repeatUntil(() => page.keyboard.press("ControlOrMeta+k"), page.getByRole("dialog"));
  await page.getByText("Theme: dark").waitFor();
};

/** What a signed-in person sees outside of the workspace. */
export const projectScreens: Screen[] = [
  {
    name: "first-project",
    visitor: "newcomer",
    path: () => "/projects",
    act: (page) => page.getByRole("heading", { name: "What do you want to build?" }).waitFor(),
  },
  {
    name: "projects",
    visitor: "owner",
    path: () => "/projects",
    act: (page) => page.getByRole("heading", { name: "Dog groomer", exact: true }).waitFor(),
  },
  {
    name: "projects-no-match",
    visitor: "owner",
    path: () => "/projects",
    act: async (page) => {
      await page.getByLabel("Search projects").fill("zeppelin");
      await page.getByText("No project matches").waitFor();
    },
  },
  {
    name: "projects-menu",
    visitor: "owner",
    path: () => "/projects",
    act: async (page) => {
      await page.getByRole("button", { name: "More about Dog groomer" }).click();
      await page.getByRole("menuitem", { name: "Project settings" }).waitFor();
    },
  },
  {
    name: "account-menu",
    visitor: "owner",
    path: () => "/projects",
    act: async (page) => {
      await page.getByRole("button", { name: /^Account of/ }).click();
      await page.getByRole("menuitem", { name: "Sign out" }).waitFor();
    },
  },
  { name: "palette", visitor: "owner", path: () => "/projects", act: openPalette },
  {
    name: "new-project",
    visitor: "owner",
    path: () => "/projects/new",
    act: async (page) => {
      await page.getByLabel("What should the AI build?").fill(PROMPT);
      await page.getByPlaceholder("Booking tool for a dog groomer", { exact: true }).waitFor();
    },
  },
  {
    name: "new-project-without-prompt",
    visitor: "owner",
    path: () => "/projects/new",
    act: async (page) => {
      const box = page.getByLabel("What should the AI build?");
      // The name follows the prompt once the page is awake; before that, a draft would come back over what is typed.
      await repeatUntil(() => box.fill("Choir"), page.getByPlaceholder("Choir"));
      await box.fill(" ");
      await page.getByRole("button", { name: "Build it" }).click();
      await page.getByText("Say what the AI should build").waitFor();
    },
  },
  {
    name: "new-project-failed",
    visitor: "owner",
    path: () => "/projects/new",
    before: failToCreate,
    act: async (page) => {
      await page.getByLabel("What should the AI build?").fill(PROMPT);
      await page.getByRole("button", { name: "Build it" }).click();
      await page.getByRole("alert").filter({ hasText: "did not answer" }).waitFor();
    },
  },
  {
    name: "project-settings",
    visitor: "owner",
    path: ({ finished }) => `/projects/${finished.id}/settings`,
  },
  {
    name: "project-settings-delete",
    visitor: "owner",
    path: ({ finished }) => `/projects/${finished.id}/settings`,
    act: async (page) => {
      const remove = page.getByRole("button", { name: "Delete project" }).first();
      await repeatUntil(() => remove.click({ timeout: 5_000 }).catch(() => undefined), page.getByRole("alertdialog"));
    },
  },
  {
    name: "project-deployments",
    visitor: "owner",
    path: ({ broken }) => `/projects/${broken.id}/deployments`,
    act: (page) => page.getByText("Build failed").first().waitFor(),
  },
  {
    name: "project-roll-back",
    visitor: "owner",
    path: ({ finished }) => `/projects/${finished.id}/deployments`,
    act: async (page) => {
      await page
        .getByRole("button", { name: /^What to do with the build of/ })
        .last()
        .click();
      await page.getByRole("menuitem", { name: "Build again" }).waitFor();
    },
  },
  {
    name: "project-variables-empty",
    visitor: "owner",
    path: ({ empty }) => `/projects/${empty.id}/settings/variables`,
    act: async (page) => {
      await page.getByText("No variables yet").waitFor();
      await page.getByRole("button", { name: "Save variable" }).click();
      await page.getByText("give it a value").waitFor();
    },
  },
  {
    name: "project-variables",
    visitor: "owner",
    path: ({ finished }) => `/projects/${finished.id}/settings/variables`,
    act: (page) => page.getByText("STRIPE_SECRET_KEY", { exact: true }).waitFor(),
  },
  {
    name: "project-webhooks-empty",
    visitor: "owner",
    path: ({ empty }) => `/projects/${empty.id}/settings/webhooks`,
    act: (page) => page.getByText("No addresses yet").waitFor(),
  },
  {
    name: "project-webhooks",
    visitor: "owner",
    path: ({ finished }) => `/projects/${finished.id}/settings/webhooks`,
    act: (page) => page.getByText("private network").first().waitFor(),
  },
  {
    name: "project-unknown",
    visitor: "owner",
    path: () => "/projects/00000000-0000-4000-8000-000000000000/settings",
  },
];
