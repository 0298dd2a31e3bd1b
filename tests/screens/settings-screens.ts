import { SESSION_ENDED } from "#web/lib/supabase/restore-session.ts";
import { repeatUntil } from "./repeat-until.ts";
import type { Screen } from "./screen.ts";

/** The account, its tokens, and the installation. */
export const settingsScreens: Screen[] = [
  { name: "settings", visitor: "owner", path: () => "/settings" },
  {
    name: "tokens",
    visitor: "owner",
    path: () => "/settings/tokens",
    act: (page) => page.getByText("Laptop", { exact: true }).waitFor(),
  },
  {
    name: "tokens-empty",
    visitor: "newcomer",
    path: () => "/settings/tokens",
    act: (page) => page.getByText("No tokens yet").waitFor(),
  },
  {
    name: "tokens-failed",
    visitor: "owner",
    path: () => "/settings/tokens",
    before: (page) => page.route("**/api/access-tokens", (route) => route.abort()),
    act: (page) => page.getByText("Your tokens could not be loaded").waitFor(),
  },
  {
    name: "token-created",
    visitor: "owner",
    path: () => "/settings/tokens",
    act: async (page) => {
      await page.getByText("Laptop", { exact: true }).waitFor();
      await page.getByRole("button", { name: "Create token" }).click();
      await page.getByRole("dialog").getByText("Copy your token now").waitFor();
    },
  },
  {
    name: "token-revoke",
    visitor: "owner",
    path: () => "/settings/tokens",
    act: async (page) => {
      await page.getByRole("button", { name: /^Revoke Laptop/ }).click();
      await page.getByRole("alertdialog").waitFor();
    },
  },
  {
    name: "usage",
    visitor: "owner",
    path: () => "/settings/usage",
    act: (page) => page.getByRole("heading", { name: "By project" }).waitFor(),
  },
  {
    name: "usage-as-table",
    visitor: "owner",
    path: () => "/settings/usage",
    act: async (page) => {
      await page.getByText("Show the days as a table").click();
      await page.getByRole("table", { name: "Usage by day" }).waitFor();
    },
  },
  {
    name: "usage-empty",
    visitor: "newcomer",
    path: () => "/settings/usage",
    act: (page) => page.getByText("Nothing was used in these days").waitFor(),
  },
  {
    name: "usage-failed",
    visitor: "owner",
    path: () => "/settings/usage",
    before: (page) => page.route("**/api/usage*", (route) => route.abort()),
    act: (page) => page.getByText("The usage could not be loaded").waitFor(),
  },
  { name: "installation", visitor: "owner", path: () => "/settings/installation" },
  { name: "admin-deliveries", visitor: "owner", path: () => "/admin/deliveries" },
  {
    name: "admin-models",
    visitor: "owner",
    path: () => "/admin/models",
    act: (page) => page.getByText("OpenAI-compatible server").waitFor(),
  },
  {
    name: "admin-connect",
    visitor: "owner",
    path: () => "/admin/models",
    act: async (page) => {
      await page.getByRole("button", { name: "Connect" }).last().click();
      await page.getByLabel("API key").last().waitFor();
    },
  },
  {
    name: "admin-connect-refused",
    visitor: "owner",
    path: () => "/admin/models",
    act: async (page) => {
      await page.getByRole("button", { name: "Connect" }).last().click();
      await page.getByLabel("Address").last().fill("http://127.0.0.1:65001/v1");
      await page.getByRole("button", { name: "Test and save" }).click();
      await page.getByRole("alert").first().waitFor();
    },
  },
  {
    name: "admin-models-failed",
    visitor: "owner",
    path: () => "/admin/models",
    before: (page) => page.route("**/api/admin/providers", (route) => route.abort()),
    act: (page) => page.getByText("The providers could not be loaded").waitFor(),
  },
  {
    name: "admin-prompts",
    visitor: "owner",
    path: () => "/admin/prompts",
    act: (page) => page.getByRole("textbox", { name: "System prompt" }).waitFor(),
  },
  {
    name: "admin-prompt-tested",
    visitor: "owner",
    path: () => "/admin/prompts",
    act: async (page) => {
      await page.getByRole("button", { name: "Run the test" }).click();
      await page.getByText(/tokens? out/).waitFor();
    },
  },
  {
    name: "admin-limits",
    visitor: "owner",
    path: () => "/admin/limits",
    act: async (page) => {
      await page.getByText("Runs started in each project").waitFor();
      await page.getByLabel("Default", { exact: false }).first().waitFor();
    },
  },
  {
    name: "admin-limits-failed",
    visitor: "owner",
    path: () => "/admin/limits",
    before: (page) => page.route("**/api/admin/*-rules", (route) => route.abort()),
    act: (page) => page.getByText("The rules could not be loaded").last().waitFor(),
  },
  { name: "admin-hosts", visitor: "owner", path: () => "/admin/hosts" },
  {
    name: "github",
    visitor: "owner",
    path: () => "/settings/github",
    act: (page) => page.getByText("No GitHub App is set up").waitFor(),
  },
  {
    name: "admin-github",
    visitor: "owner",
    path: () => "/admin/github",
    act: (page) => page.getByRole("button", { name: "Create the App on GitHub" }).waitFor(),
  },
  { name: "admin-audit", visitor: "owner", path: () => "/admin/audit" },
  {
    name: "session-ended",
    visitor: "owner",
    path: () => "/settings",
    act: (page) =>
      repeatUntil(
        () => page.evaluate((name) => window.dispatchEvent(new Event(name)), SESSION_ENDED),
        page.getByRole("dialog"),
      ),
  },
];
