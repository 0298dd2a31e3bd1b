import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import type { ScriptedCall } from "#tests/helpers/scripted-provider.ts";
import { openProductClient, waitFor, type ProductClient } from "#tests/helpers/product-client.ts";
import { serveScriptedModel, type ScriptedModel } from "#tests/helpers/serve-scripted-model.ts";
import { startProduct, type Product } from "#tests/helpers/start-product.ts";
import { launchBrowser, signIn, sizes } from "#tests/screens/browser.ts";
import { HEADING } from "#tests/screens/state-scripts.ts";

const PATIENCE = 180_000;
const STORY = 600_000;
const EMAIL = "ada@example.com";
const PROMPT = "Say on the first page what happens when a class is full";
const FIRST = "There is a waiting list";
const SECOND = "Come again next week";

let model: ScriptedModel;
let product: Product;
let browser: Browser;
let page: Page;
let client: ProductClient;

const name = (heading: string): ScriptedCall[] => [
  ["edit_file", { path: "index.html", search: HEADING, replace: heading }],
  ["finish_step", { title: "Name it on the first page", summary: "In the heading." }],
];
const question = { question: "What should happen then?", options: ["A waiting list", "The next class"] };

beforeAll(async () => {
  model = await serveScriptedModel([
    { prompt: PROMPT, model: "plain", turns: [{ calls: [["ask_user", question]] }, { calls: name(FIRST) }] },
    { prompt: PROMPT, model: "dear", turns: [{ calls: name(SECOND) }] },
  ]);
  product = await startProduct({
    COMPATIBLE_BASE_URL: model.baseUrl,
    LETSCODE_PROVIDER: "compatible",
    LETSCODE_MODEL: "plain",
  });
  client = await openProductClient(product, EMAIL);
  const models = [1, 50].map((price, index) => ({
    name: ["plain", "dear"][index],
    contextTokens: 100_000,
    inputPrice: price,
    outputPrice: price,
  }));
  await client.call(z.unknown(), "PUT", "/admin/providers/compatible/models", { models });
  browser = await launchBrowser();
  const context = await browser.newContext({ viewport: sizes.desktop });
  context.setDefaultTimeout(PATIENCE);
  context.setDefaultNavigationTimeout(PATIENCE);
  await signIn(context, product.publicUrl, EMAIL);
  page = await context.newPage();
}, STORY);
afterAll(async () => {
  await browser?.close();
  await product?.remove();
  await model?.close();
});

const shorten = (branch: string): string => branch.replace("letscode/", "");
const column = (branch: string): Locator =>
  page.getByRole("region", { name: `Branch ${shorten(branch)}`, exact: true });
const preview = (branch: string) =>
  page
    .frameLocator(`section[aria-label="Preview of ${shorten(branch)}"] iframe`)
    .getByRole("heading")
    .first();
const readCost = async (branch: string): Promise<number> =>
  Number(/Cost\s*\$([\d.]+)/.exec(await column(branch).innerText())?.[1]);

test(
  "a question is answered in the workspace; another model tries again, and both stand side by side",
  { timeout: STORY },
  async () => {
    const project = await client.createProject("Pottery", "static");
    const { id, branch } = await client.startRun(project.id, PROMPT);
    await page.goto(`${product.publicUrl}/projects/${project.id}?branch=${encodeURIComponent(branch)}`);
    await page.getByText(question.question).first().waitFor();
    expect((await client.getRun(id)).state).toBe("waiting");
    await page.getByRole("button", { name: "A waiting list" }).click();
    await page.getByRole("region", { name: "Run finished" }).waitFor();

    await page.getByRole("button", { name: "Try again beside it" }).click();
    await page.getByLabel("Provider and model").selectOption("compatible/dear");
    await page.getByRole("button", { name: "Try again on a new branch" }).click();
    await page.waitForURL((url) => ![null, branch].includes(url.searchParams.get("branch")));
    const other = new URL(page.url()).searchParams.get("branch") ?? "";
    await page.getByRole("region", { name: "Run finished" }).waitFor();
    await waitFor("both previews", PATIENCE, async () => {
      const ready = (await client.listDeployments(project.id)).filter(({ state }) => state === "ready");
      return [branch, other].every((each) => ready.some((deployment) => deployment.branch === each));
    });

    await page.getByRole("link", { name: "Compare the two" }).click();
    await expect.poll(() => preview(branch).innerText(), { timeout: PATIENCE }).toBe(FIRST);
    await expect.poll(() => preview(other).innerText(), { timeout: PATIENCE }).toBe(SECOND);
    expect(await column(branch).innerText()).toContain("compatible/plain");
    expect(await column(other).innerText()).toContain("compatible/dear");
    // 50 times the price a token; the first was asked once more, since it had a question.
    expect((await readCost(other)) / (await readCost(branch))).toBeGreaterThan(20);
    await page.getByText("1 file is not the same on both.").waitFor();
    for (const heading of [FIRST, SECOND]) await page.getByText(heading).first().waitFor();
  },
);
