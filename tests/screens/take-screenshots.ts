import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { BrowserContext } from "playwright-core";
import { launchBrowser, openScreen, openVisitors, sizes, type Size } from "./browser.ts";
import { openScene, type Scene } from "./scene.ts";
import { screens } from "./screens.ts";
import type { Screen, Visitor } from "./screen.ts";

const folder = fileURLToPath(new URL("../../screenshots/", import.meta.url));
const themes = ["light", "dark"] as const;
/** Long enough for a theme's colours and a layout's last line to be there. */
const SETTLE_MILLISECONDS = 250;

const takeScreen = async (context: BrowserContext, scene: Scene, screen: Screen, size: Size): Promise<void> => {
  const { page } = await openScreen(context, scene, screen, size);
  try {
    for (const colorScheme of themes) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await page.waitForTimeout(SETTLE_MILLISECONDS);
      await page.screenshot({
        path: join(folder, `${screen.name}-${size}-${colorScheme}.png`),
        animations: "disabled",
      });
    }
  } finally {
    await page.close();
  }
};

/** `npm run screenshots -- start workspace` takes the screens whose names begin with one of these; without names, all. */
const chosen = (names: readonly string[]): Screen[] =>
  screens.filter(({ name }) => names.length === 0 || names.some((begin) => name.startsWith(begin)));

const takeAll = async (scene: Scene, asked: Screen[]): Promise<string[]> => {
  const browser = await launchBrowser();
  const failures: string[] = [];
  try {
    for (const size of Object.keys(sizes) as Size[]) {
      const visitors: Record<Visitor, BrowserContext> = await openVisitors(browser, scene, size);
      for (const screen of asked) {
        try {
          await takeScreen(visitors[screen.visitor], scene, screen, size);
          console.log(`${screen.name}, ${size}`);
        } catch (thrown) {
          failures.push(`${screen.name}, ${size}`);
          console.error(`${screen.name}, ${size}: ${String(thrown)}`);
        }
      }
      await Promise.all(Object.values(visitors).map((context) => context.close()));
    }
  } finally {
    await browser.close();
  }
  return failures;
};

const asked = chosen(process.argv.slice(2));
await mkdir(folder, { recursive: true });
console.log("Starting LetsCode and letting the demo provider build an app …");
const scene = await openScene();
try {
  const failures = await takeAll(scene, asked);
  if (failures.length > 0) {
    console.error(`Not taken: ${failures.join("; ")}`);
    process.exitCode = 1;
  } else console.log(`${asked.length} screens, in both sizes and themes, are in screenshots/`);
} finally {
  await scene.close();
}
