import { gzipSync } from "node:zlib";
import type { Browser, Page } from "playwright-core";
import { openProductClient, waitFor } from "#tests/helpers/product-client.ts";
import { startProduct, type Product } from "#tests/helpers/start-product.ts";
import { launchBrowser, signIn, sizes } from "#tests/screens/browser.ts";
import { median, type Bench, type BenchRow } from "./bench.ts";
import { readVitals, watchVitals, type Vitals } from "./read-vitals.ts";

const LOADS = 5;
const PATIENCE_MILLISECONDS = 300_000;
/** So long nothing may move or be painted any more before the figures of a load are taken. */
const QUIET_MILLISECONDS = 1_500;
const EMAIL = "ada@example.com";

interface Load extends Vitals {
  /** Bytes of all scripts until the workspace is shown, each gzipped. */
  scriptBytes: number;
}

/** A project with a finished run and its preview: the workspace as it is found in the morning. */
const prepareWorkspace = async (product: Product): Promise<string> => {
  const client = await openProductClient(product, EMAIL);
  const project = await client.createProject("Dog groomer", "static");
  const { id, branch } = await client.startRun(project.id, "A page about a dog groomer with its prices");
  await waitFor("the run to finish", PATIENCE_MILLISECONDS, async () => (await client.getRun(id)).state === "finished");
  await waitFor("its preview", PATIENCE_MILLISECONDS, async () =>
    (await client.listDeployments(project.id)).every(({ state }) => state !== "queued" && state !== "building"),
  );
  return `${product.publicUrl}/projects/${project.id}?branch=${encodeURIComponent(branch)}&tab=preview`;
};

/** Clicks and keys as a person's, one after the other, each with time to be painted. */
const useWorkspace = async (page: Page): Promise<void> => {
  const box = page.getByLabel("What the AI should do");
  await box.click();
  await box.pressSequentially("Add opening hours", { delay: 40 });
  for (const name of ["Plan", "Preview", "Activity", "Build log"]) {
    await page.getByRole("tab", { name, exact: true }).click();
    await page.waitForTimeout(200);
  }
};

const loadOnce = async (browser: Browser, publicUrl: string, address: string): Promise<Load> => {
  const context = await browser.newContext({ viewport: sizes.desktop });
  try {
    await signIn(context, publicUrl, EMAIL);
    // A session of its own, with nothing in the cache: what signing in loaded would be for nothing here.
    const fresh = await browser.newContext({ viewport: sizes.desktop, storageState: await context.storageState() });
    const page = await fresh.newPage();
    const scripts: Promise<number>[] = [];
    page.on("response", (response) => {
      if (response.request().resourceType() !== "script" || response.frame() !== page.mainFrame()) return;
      scripts.push(response.body().then((body) => gzipSync(body).length));
    });
    await watchVitals(page);
    await page.goto(address);
    await page.getByRole("tab", { name: "Preview" }).waitFor();
    await page.waitForTimeout(QUIET_MILLISECONDS);
    const scriptBytes = (await Promise.all(scripts)).reduce((one, other) => one + other, 0);
    await useWorkspace(page);
    const vitals = await readVitals(page);
    await fresh.close();
    return { ...vitals, scriptBytes };
  } finally {
    await context.close();
  }
};

const toRow = (name: string, values: number[], most: number, unit: BenchRow["unit"]): BenchRow => ({
  case: `workspace, ${name}`,
  ours: median(values),
  baseline: null,
  unit,
  goal: `<= ${most} ${unit}`.trim(),
  isMet: median(values) <= most,
});

const toRows = (loads: Load[]): BenchRow[] => [
  toRow(
    "largest contentful paint",
    loads.map(({ largestPaint }) => largestPaint),
    1_000,
    "ms",
  ),
  toRow(
    "interaction to next paint",
    loads.map(({ slowestInteraction }) => slowestInteraction),
    100,
    "ms",
  ),
  toRow(
    "cumulative layout shift",
    loads.map(({ layoutShift }) => layoutShift),
    0.02,
    "",
  ),
  toRow(
    "gzipped script before the editor",
    loads.map(({ scriptBytes }) => scriptBytes / 1_000),
    250,
    "kB",
  ),
];

/** Web Vitals of the first load of a workspace, with an empty cache, as a browser reports them. */
export const bench: Bench = {
  id: "P8",
  title: "Workspace first load",
  run: async () => {
    const product = await startProduct();
    const browser = await launchBrowser();
    try {
      const address = await prepareWorkspace(product);
      // The first page a server renders pays for loading its code.
      await loadOnce(browser, product.publicUrl, address);
      const loads: Load[] = [];
      for (let index = 0; index < LOADS; index += 1) loads.push(await loadOnce(browser, product.publicUrl, address));
      return toRows(loads);
    } finally {
      await browser.close();
      await product.remove();
    }
  },
};
