import type { Screen } from "./screen.ts";
import { PASSWORD } from "./scene.ts";

/** What a visitor without a session sees. */
export const entranceScreens: Screen[] = [
  {
    name: "start",
    visitor: "nobody",
    path: () => "/",
    act: (page) => page.getByRole("heading", { name: "Questions" }).waitFor(),
  },
  { name: "sign-up", visitor: "nobody", path: () => "/sign-up" },
  {
    name: "sign-up-errors",
    visitor: "nobody",
    path: () => "/sign-up",
    act: async (page) => {
      await page.getByLabel("Email").fill("ada");
      await page.getByRole("button", { name: "Create account" }).click();
      await page.getByText("Enter an email address").waitFor();
    },
  },
  {
    name: "sign-up-taken",
    visitor: "nobody",
    path: () => "/sign-up",
    act: async (page, scene) => {
      await page.getByLabel("Email").fill(scene.owner.email);
      await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
      await page.getByRole("button", { name: "Create account" }).click();
      await page.getByRole("alert").filter({ hasText: "account with this email" }).waitFor();
    },
  },
  { name: "sign-in", visitor: "nobody", path: () => "/sign-in" },
  {
    name: "sign-in-refused",
    visitor: "nobody",
    path: () => "/sign-in",
    act: async (page) => {
      await page.getByLabel("Email").fill("ada@example.com");
      await page.getByLabel("Password", { exact: true }).fill("not this one");
      await page.getByRole("button", { name: "Sign in" }).click();
      await page.getByRole("alert").filter({ hasText: "do not belong together" }).waitFor();
    },
  },
  { name: "recover", visitor: "nobody", path: () => "/recover" },
  {
    name: "recover-sent",
    visitor: "nobody",
    path: () => "/recover",
    act: async (page) => {
      await page.getByLabel("Email").fill("ada@example.com");
      await page.getByRole("button", { name: "Send the link" }).click();
      await page.getByText("Look at the server's log").waitFor();
    },
  },
  {
    name: "reset-password-refused",
    visitor: "nobody",
    path: () => "/reset-password",
    act: (page) => page.getByRole("link", { name: "Ask for a new link" }).waitFor(),
  },
  { name: "not-found", visitor: "nobody", path: () => "/nowhere" },
];
