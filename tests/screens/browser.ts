import { chromium, type Browser, type BrowserContext, type BrowserContextOptions, type Page } from "playwright-core";
import { PASSWORD, type Scene } from "./scene.ts";
import type { Screen, Visitor } from "./screen.ts";

export const sizes = {
  desktop: { width: 1440, height: 900 },
  mobile: { width: 390, height: 844 },
} as const;
export type Size = keyof typeof sizes;

/** Everything that would talk to the network by itself is off. */
const flags = [
  "--no-sandbox",
  "--disable-gpu",
  // Containers often give shared memory of 64 MB, and a browser that finds it full ends.
  "--disable-dev-shm-usage",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

const PATIENCE_MILLISECONDS = 90_000;

export const launchBrowser = (): Promise<Browser> =>
  chromium.launch({ executablePath: process.env["LETSCODE_CHROMIUM"] ?? "/usr/bin/chromium", args: flags });

/** Signs in by the form, as a person would. */
export const signIn = async (context: BrowserContext, publicUrl: string, email: string): Promise<void> => {
  const page = await context.newPage();
  await page.goto(`${publicUrl}/sign-in`);
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL(/\/projects$/);
  await page.close();
};

/** One browser profile for each visitor. */
export const openVisitors = async (
  browser: Browser,
  scene: Scene,
  size: Size,
  options: BrowserContextOptions = {},
): Promise<Record<Visitor, BrowserContext>> => {
  const open = async (email: string | null): Promise<BrowserContext> => {
    const isMobile = size === "mobile";
    const context = await browser.newContext({
      viewport: sizes[size],
      isMobile,
      hasTouch: isMobile,
      reducedMotion: "reduce",
      permissions: ["clipboard-read", "clipboard-write"],
      ...options,
    });
    context.setDefaultTimeout(PATIENCE_MILLISECONDS);
    context.setDefaultNavigationTimeout(PATIENCE_MILLISECONDS);
    if (email !== null) await signIn(context, scene.product.publicUrl, email);
    return context;
  };
  return {
    nobody: await open(null),
    owner: await open(scene.owner.email),
    newcomer: await open(scene.newcomer.email),
  };
};

/** What the browser refused to load or run on a page; empty on a page that keeps its own content security policy. */
export const watchPolicy = (page: Page): string[] => {
  const refused: string[] = [];
  page.on("console", (message) => {
    if (/content security policy/i.test(message.text())) refused.push(message.text().slice(0, 400));
  });
  return refused;
};

/** Opens a screen in a page of its own and brings it into its state. */
export const openScreen = async (
  context: BrowserContext,
  scene: Scene,
  screen: Screen,
  size: Size,
): Promise<{ page: Page; refused: string[] }> => {
  const page = await context.newPage();
  const refused = watchPolicy(page);
  await screen.before?.(page, scene);
  await page.goto(`${scene.product.publicUrl}${screen.path(scene)}`);
  await page.locator("main").first().waitFor();
  await page.evaluate(() => document.fonts.ready);
  try {
    await screen.act?.(page, scene, size);
    await page.waitForFunction(() => document.querySelector("output[aria-label^='Loading']") === null);
  } catch (thrown) {
    await page.close();
    throw thrown;
  }
  return { page, refused };
};
