import { repeatUntil } from "./repeat-until.ts";
import type { Screen } from "./screen.ts";

/** A project that Vercel serves: its domains, and whether Vercel will do. */
export const hostedScreens: Screen[] = [
  {
    name: "project-domains",
    visitor: "owner",
    path: ({ hosted }) => `/projects/${hosted.id}/deployments`,
    act: (page) => page.getByRole("button", { name: "Check again: shop.example.org" }).waitFor(),
  },
  {
    name: "project-domain-remove",
    visitor: "owner",
    path: ({ hosted }) => `/projects/${hosted.id}/deployments`,
    act: async (page) => {
      await page.getByRole("button", { name: "Remove flowers.example.com" }).click();
      await page.getByRole("alertdialog").waitFor();
    },
  },
  {
    name: "project-domains-empty",
    visitor: "owner",
    path: ({ hosted }) => `/projects/${hosted.bare.id}/deployments`,
    act: async (page) => {
      await page.getByText("No domains yet").waitFor();
      await page.getByLabel("Domain", { exact: true }).fill("flowers");
      await page.getByRole("button", { name: "Add domain" }).click();
      await page.getByText("Write it as").waitFor();
    },
  },
  {
    name: "project-domains-refused",
    visitor: "owner",
    path: ({ hosted }) => `/projects/${hosted.bare.id}/deployments`,
    act: async (page) => {
      await page.getByLabel("Domain", { exact: true }).fill("books.example.com");
      await page.getByRole("button", { name: "Add domain" }).click();
      await page.getByRole("alert").filter({ hasText: "not at Vercel yet" }).waitFor();
    },
  },
  {
    name: "project-domains-failed",
    visitor: "owner",
    path: ({ hosted }) => `/projects/${hosted.id}/deployments`,
    before: (page) => page.route("**/api/projects/*/domains", (route) => route.abort()),
    act: (page) => page.getByText("The domains could not be loaded").waitFor(),
  },
  {
    name: "project-host-checked",
    visitor: "owner",
    path: ({ hosted }) => `/projects/${hosted.id}/settings`,
    act: async (page) => {
      const card = page.getByRole("region", { name: "Deploy host" });
      await repeatUntil(
        () => card.getByRole("button", { name: "Check Vercel" }).click(),
        card.getByText("Commit author"),
      );
      // The cards above it grow when their rows arrive.
      await card.getByText("Commit author").scrollIntoViewIfNeeded();
    },
  },
];
