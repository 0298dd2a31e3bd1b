import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { fileAnswerSchema } from "#core/contracts/file.ts";
import { openProductClient, waitFor, type ProductClient } from "#tests/helpers/product-client.ts";
import { serveScriptedModel, type ScriptedModel } from "#tests/helpers/serve-scripted-model.ts";
import { startProduct, type Product } from "#tests/helpers/start-product.ts";
import { launchBrowser, signIn, sizes } from "#tests/screens/browser.ts";

const PATIENCE = 180_000;
const STORY = 600_000;
const EMAIL = "ada@example.com";
const PROMPT = "Two months, each on a page of its own";
const PATHS = ["september.html", "october.html"] as const;

const write = (path: string): string =>
  Array.from({ length: 80 }, (_, index) => `<p>${path}, line ${index + 1}</p>\n`).join("");

let model: ScriptedModel;
let product: Product;
let browser: Browser;
let context: BrowserContext;
let client: ProductClient;
const released = Promise.withResolvers<void>();

beforeAll(async () => {
  model = await serveScriptedModel([
    {
      prompt: PROMPT,
      turns: [
        {
          text: "Both pages at once.",
          calls: PATHS.map((path) => ["write_file", { path, content: write(path) }]),
          interleaved: { pauseAfter: 3 },
          until: () => released.promise,
        },
        { calls: [["finish_step", { title: "Add two months", summary: "A page each." }]] },
      ],
    },
  ]);
  product = await startProduct({
    COMPATIBLE_BASE_URL: model.baseUrl,
    LETSCODE_PROVIDER: "compatible",
    LETSCODE_MODEL: "scripted-1",
  });
  client = await openProductClient(product, EMAIL);
  browser = await launchBrowser();
  context = await browser.newContext({ viewport: sizes.desktop });
  context.setDefaultTimeout(PATIENCE);
  context.setDefaultNavigationTimeout(PATIENCE);
  await signIn(context, product.publicUrl, EMAIL);
}, STORY);
afterAll(async () => {
  released.resolve();
  await browser?.close();
  await product?.remove();
  await model?.close();
});

/** What the workspace tells of each file that is being written: its lines so far. */
const readChips = async (page: Page): Promise<string[]> => {
  const chips = PATHS.map((path) => page.getByRole("region", { name: "At work" }).getByTitle(`Open ${path}`));
  return Promise.all(chips.map((chip) => chip.innerText().then((text) => text.replaceAll(/\s+/g, " "))));
};

const readEditor = async (page: Page, path: string): Promise<string> => {
  await page.getByRole("region", { name: "At work" }).getByTitle(`Open ${path}`).click();
  await page.getByText(`${path}, line 1</p>`).first().waitFor();
  return page.locator(".cm-content").innerText();
};

test(
  "files that a model writes at once grow side by side; a reload and a second tab in mid-stream show the same",
  { timeout: STORY },
  async () => {
    const project = await client.createProject("Months", "static");
    const { id, branch } = await client.startRun(project.id, PROMPT);
    const address = `${product.publicUrl}/projects/${project.id}?branch=${encodeURIComponent(branch)}&tab=code`;
    const page = await context.newPage();
    await page.goto(address);
    for (const path of PATHS) await page.getByTitle(`Open ${path}`).first().waitFor();
    // Three pieces of each have come, and neither file is at its end.
    await expect
      .poll(() => readChips(page), { timeout: PATIENCE })
      .toEqual(PATHS.map((path) => expect.stringMatching(new RegExp(`^${path} \\+[2-9]\\d$`))));
    const chips = await readChips(page);
    const editors = [await readEditor(page, PATHS[0]), await readEditor(page, PATHS[1])];
    for (const [index, path] of PATHS.entries()) {
      expect(write(path).startsWith(editors[index]?.slice(0, 200).trimEnd() ?? "nothing")).toBe(true);
      expect(editors[index]?.length).toBeLessThan(write(path).length);
    }

    await page.reload();
    await expect.poll(() => readChips(page), { timeout: PATIENCE }).toEqual(chips);
    expect([await readEditor(page, PATHS[0]), await readEditor(page, PATHS[1])]).toEqual(editors);
    const second = await context.newPage();
    await second.goto(address);
    await expect.poll(() => readChips(second), { timeout: PATIENCE }).toEqual(chips);

    released.resolve();
    for (const tab of [page, second]) await tab.getByRole("region", { name: "Run finished" }).waitFor();
    await waitFor("the run to finish", PATIENCE, async () => (await client.getRun(id)).state === "finished");
    for (const path of PATHS) {
      const query = `ref=${encodeURIComponent(branch)}&path=${path}`;
      const file = await client.call(fileAnswerSchema, "GET", `/projects/${project.id}/file?${query}`);
      expect(file.content).toBe(write(path));
    }
  },
);
