import { AxeBuilder } from "@axe-core/playwright";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startProduct, type Product } from "#tests/helpers/start-product.ts";
import { launchBrowser, openScreen, openVisitors, sizes, type Size } from "#tests/screens/browser.ts";
import { prepareScene, type Scene } from "#tests/screens/scene.ts";
import { screens } from "#tests/screens/screens.ts";
import type { Visitor } from "#tests/screens/screen.ts";

const PREPARATION_MILLISECONDS = 900_000;
const SCREEN_MILLISECONDS = 180_000;
const themes = ["light", "dark"] as const;

/** Barriers on a page, each with the elements it is about. The app in the preview is somebody else's page. */
const findBarriers = async (page: Page): Promise<string[]> => {
  const { violations } = await new AxeBuilder({ page }).exclude("iframe").analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(" | ")}`);
};

describe("no screen has barriers, in either size and theme", () => {
  let product: Product;
  let browser: Browser;
  let scene: Scene;
  let visitors: Record<Size, Record<Visitor, BrowserContext>>;

  beforeAll(async () => {
    product = await startProduct();
    scene = await prepareScene(product);
    browser = await launchBrowser();
    visitors = {
      desktop: await openVisitors(browser, scene, "desktop"),
      mobile: await openVisitors(browser, scene, "mobile"),
    };
  }, PREPARATION_MILLISECONDS);
  afterAll(async () => {
    await browser?.close();
    await product?.remove();
  });

  for (const size of Object.keys(sizes) as Size[]) {
    for (const screen of screens) {
      test(`${screen.name}, ${size}`, { timeout: SCREEN_MILLISECONDS }, async () => {
        const { page, refused } = await openScreen(visitors[size][screen.visitor], scene, screen, size);
        try {
          for (const colorScheme of themes) {
            await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
            await page.locator(colorScheme === "dark" ? "html.dark" : "html:not(.dark)").waitFor();
            expect((await findBarriers(page)).map((barrier) => `${colorScheme}: ${barrier}`)).toEqual([]);
          }
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
    await page.setContent('<html lang="en"><title>x</title><main><h1>x</h1><img src="data:,"></main></html>');
    expect((await findBarriers(page)).join()).toContain("image-alt");
  } finally {
    await browser.close();
  }
});
