import type { Page } from "playwright-core";
import type { Size } from "./browser.ts";

export const waitForWorkspace = async (page: Page, size: Size): Promise<void> => {
  const sign =
    size === "desktop"
      ? page.getByRole("tab", { name: "Preview" })
      : page.getByRole("navigation", { name: "Panels" }).getByRole("button", { name: "Chat" });
  await sign.waitFor();
};

/** Waits for a text where it can be seen: on a small screen the panels that are not shown hold much of the same. */
export const waitForText = (page: Page, text: string | RegExp): Promise<void> =>
  page.getByText(text).filter({ visible: true }).first().waitFor();

/** Shows one of the panels a small screen has in its bar; on a large one they stand side by side. */
export const showPanel = async (page: Page, size: Size, name: string): Promise<void> => {
  await waitForWorkspace(page, size);
  if (size === "mobile") await page.getByRole("navigation", { name: "Panels" }).getByRole("button", { name }).click();
};

export const showConsole = async (page: Page, size: Size, tab: string): Promise<void> => {
  await showPanel(page, size, "Console");
  await page.getByRole("tab", { name: tab }).click();
};

/** On a small screen these are in the menu at the end of the bar. */
export const openFromBar = async (page: Page, size: Size, names: { button: string; item: string }): Promise<void> => {
  await waitForWorkspace(page, size);
  if (size === "mobile") {
    await page.locator("header").getByRole("button", { name: "More", exact: true }).click();
    await page.getByRole("menuitem", { name: names.item, exact: true }).click();
  } else {
    await page.getByRole("button", { name: names.button, exact: true }).click();
  }
  await page.getByRole("dialog").waitFor();
};
