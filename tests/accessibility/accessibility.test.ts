import { AxeBuilder } from "@axe-core/playwright";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launchBrowser, openScreen, openVisitors, sizes, type Size } from "#tests/screens/browser.ts";
import { openScene, type Scene } from "#tests/screens/scene.ts";
import { screens } from "#tests/screens/screens.ts";
import type { Visitor } from "#tests/screens/screen.ts";

const PREPARATION_MILLISECONDS = 900_000;
const SCREEN_MILLISECONDS = 180_000;
/** What a theme changes. Everything else was looked at in the other one: of a screen's seconds, most are the search. */
const RULES_OF_COLOUR = ["color-contrast", "link-in-text-block"];

/**
 * Barriers on a page, each with the elements it is about. The app in the preview is somebody else's page. A tooltip is
 * read with what it describes, never come upon by itself, so it needs no landmark around it.
 */
const findBarriers = async (page: Page, rules: string[] = []): Promise<string[]> => {
  const builder = new AxeBuilder({ page })
    .exclude("iframe")
    .exclude("[role=tooltip]")
    .options({ resultTypes: ["violations"] });
  const { violations } = await (rules.length === 0 ? builder : builder.withRules(rules)).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(" | ")}`);
};

/** Colours that are still on their way, of a button that has just come back, are nobody's barrier. */
const waitForTransitions = (page: Page): Promise<unknown> =>
  page.evaluate(() =>
    Promise.allSettled(
      document
        .getAnimations()
        .filter(({ effect }) => effect?.getComputedTiming().iterations !== Infinity)
        .map(({ finished }) => finished),
    ),
  );

const chooseTheme = async (page: Page, theme: "light" | "dark"): Promise<void> => {
  await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
  await page.locator(theme === "dark" ? "html.dark" : "html:not(.dark)").waitFor({ state: "attached" });
  await waitForTransitions(page);
};

describe("no screen has barriers, in either size and theme", () => {
  let browser: Browser;
  let scene: Scene;
  let visitors: Record<Size, Record<Visitor, BrowserContext>>;

  beforeAll(async () => {
    scene = await openScene();
    browser = await launchBrowser();
    visitors = {
      desktop: await openVisitors(browser, scene, "desktop"),
      mobile: await openVisitors(browser, scene, "mobile"),
    };
  }, PREPARATION_MILLISECONDS);
  afterAll(async () => {
    await browser?.close();
    await scene?.close();
  });

  for (const size of Object.keys(sizes) as Size[]) {
    for (const screen of screens) {
      test.concurrent(`${screen.name}, ${size}`, { timeout: SCREEN_MILLISECONDS }, async () => {
        const { page, refused } = await openScreen(visitors[size][screen.visitor], scene, screen, size);
        try {
          await chooseTheme(page, "light");
          const inLight = await findBarriers(page);
          await chooseTheme(page, "dark");
          const inDark = await findBarriers(page, RULES_OF_COLOUR);
          expect({ inLight, inDark }).toEqual({ inLight: [], inDark: [] });
          expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBe(0);
          // A29: what a page needs, its own policy allows.
          expect(refused).toEqual([]);
        } finally {
          await page.close();
        }
      });
    }
  }
});

test("a barrier is found where there is one", { timeout: SCREEN_MILLISECONDS }, async () => {
  const browser = await launchBrowser();
  try {
    const page = await (await browser.newContext()).newPage();
    const text = '<p style="color: #999">faint</p>';
    await page.setContent(`<html lang="en"><title>x</title><main><h1>x</h1><img src="data:,">${text}</main></html>`);
    expect((await findBarriers(page)).join()).toContain("image-alt");
    expect((await findBarriers(page, RULES_OF_COLOUR)).join()).toContain("color-contrast");
  } finally {
    await browser.close();
  }
});
