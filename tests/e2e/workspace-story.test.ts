import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, BrowserContext, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { runClientGit } from "#tests/helpers/git-client.ts";
import { startProduct, type Product } from "#tests/helpers/start-product.ts";
import { launchBrowser, sizes } from "#tests/screens/browser.ts";

/** Generous: what is tested is that it happens, on machines of any speed. */
const PATIENCE = 180_000;
const STORY = 900_000;
const PROMPT = "A booking tool for a dog groomer: customers, their dogs, appointments";

let product: Product;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let folder: string;

beforeAll(async () => {
  product = await startProduct();
  browser = await launchBrowser();
  folder = await mkdtemp(join(tmpdir(), "letscode-story-"));
  context = await browser.newContext({ viewport: sizes.desktop, permissions: ["clipboard-read", "clipboard-write"] });
  context.setDefaultTimeout(PATIENCE);
  context.setDefaultNavigationTimeout(PATIENCE);
  page = await context.newPage();
}, STORY);
afterAll(async () => {
  await browser?.close();
  await product?.remove();
  if (folder !== undefined) await rm(folder, { recursive: true, force: true });
});

const timeline = (from = page): Locator => from.getByRole("region", { name: "Commits, newest first" });
const commitsOf = (from = page): Promise<string[]> => timeline(from).getByRole("listitem").allInnerTexts();
const conversation = (from = page): Locator => from.getByRole("log", { name: "Runs" });
const showTab = (name: string): Promise<void> => page.getByRole("tab", { name, exact: true }).click();
const preview = () => page.frameLocator("section[aria-label='Preview'] iframe");

/** Counts of what was seen for a moment only, gathered in the page while it works. */
const watchWriting = (): Promise<void> =>
  page.evaluate(() => {
    const seen: string[] = [];
    Object.assign(window, { seenAtWork: seen });
    setInterval(() => {
      const text = document.querySelector("section[aria-label='At work']")?.textContent ?? "";
      if (text !== "" && seen.at(-1) !== text) seen.push(text);
    }, 40);
  });
const readWriting = (): Promise<string[]> =>
  page.evaluate(() =>
    "seenAtWork" in window && Array.isArray(window.seenAtWork) ? window.seenAtWork.map(String) : [],
  );

test("an account, a project and a prompt lead into the workspace", { timeout: STORY }, async () => {
  await page.goto(`${product.publicUrl}/sign-up`);
  await page.getByLabel("Email").fill("ada@example.com");
  await page.getByLabel("Password", { exact: true }).fill("correct horse battery staple");
  await page.getByRole("button", { name: "Create account" }).click();
  await page.waitForURL(/\/projects/);
  await page.goto(`${product.publicUrl}/projects/new`);
  await page.getByLabel("Name").fill("Dog groomer");
  await page.getByRole("button", { name: "Create it without a prompt" }).click();
  await page.waitForURL(/\/projects\/[0-9a-f-]{36}/);
  await page.getByRole("heading", { name: "What should it do?" }).waitFor();
  await timeline().getByText("Start from the saas template").waitFor();
  expect(await commitsOf()).toHaveLength(1);
});

test("the plan is shown, files appear while they are written, each step is a commit", { timeout: STORY }, async () => {
  await watchWriting();
  await showTab("Code");
  await page.getByLabel("What the AI should do").fill(PROMPT);
  await page.keyboard.press("ControlOrMeta+Enter");
  await page.waitForURL(/branch=letscode/);
  await page.getByRole("region", { name: "Plan of this run" }).waitFor();
  await conversation()
    .getByRole("region", { name: /^Step 1: / })
    .waitFor();

  // A14: a second tab opened in mid-run shows the same run, and both come to the same end.
  const second = await context.newPage();
  await second.goto(page.url());
  await conversation(second)
    .getByRole("region", { name: /^Step 1: / })
    .waitFor();
  for (const tab of [page, second]) await tab.getByRole("region", { name: "Run finished" }).waitFor({ timeout: STORY });
  const steps = (from: Page) =>
    conversation(from)
      .getByRole("region", { name: /^Step \d+: / })
      .evaluateAll((all) => all.map((each) => each.getAttribute("aria-label")));
  await expect.poll(() => steps(second), { timeout: PATIENCE }).toEqual(await steps(page));
  await expect
    .poll(async () => (await commitsOf(second)).length, { timeout: PATIENCE })
    .toBe((await steps(page)).length + 1);
  await second.close();

  // What the AI wrote into the open editor is no edit of the person's.
  expect(await page.getByRole("form", { name: "Commit your edits" }).count()).toBe(0);
  const written = await readWriting();
  expect(written.some((text) => /Writing \S+\.tsx?/.test(text))).toBe(true);
});

test("a reload shows the same, and the preview runs beside it", { timeout: STORY }, async () => {
  const before = await commitsOf();
  await page.reload();
  await page.getByRole("region", { name: "Run finished" }).waitFor();
  await expect.poll(async () => (await commitsOf()).length, { timeout: PATIENCE }).toBe(before.length);
  await showTab("Preview");
  await preview().getByRole("heading", { name: "Dashboard" }).waitFor();
  await page.getByRole("tab", { name: "Build log" }).click();
  await page
    .getByRole("log", { name: "Build log" })
    .getByText(/built in/)
    .first()
    .waitFor();
});

test("a file edited by hand is a commit of the person's", { timeout: STORY }, async () => {
  await showTab("Code");
  await page.getByLabel("Filter files").fill("README");
  await page.getByRole("treeitem", { name: /README\.md/ }).click();
  const editor = page.getByRole("textbox", { name: "Edit README.md" });
  await editor.click();
  await page.keyboard.press("ControlOrMeta+Home");
  await page.keyboard.type("Edited by hand.\n");
  await page.getByLabel("Commit message").fill("Say that it was edited");
  await page.getByRole("button", { name: "Commit 1 file" }).click();
  await timeline().getByText("Say that it was edited").waitFor();
  expect((await commitsOf())[0]).toContain("A person");
});

test("a clone with a token made on the spot can be pushed, and the push appears", { timeout: STORY }, async () => {
  // A try before this one may have left its dialog open, and its clone.
  await page.keyboard.press("Escape");
  await rm(join(folder, "clone"), { recursive: true, force: true });
  await page.getByRole("button", { name: "Clone", exact: true }).click();
  await page.getByRole("button", { name: "Make a token" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Copy the command" }).click();
  const command = await page.evaluate(() => navigator.clipboard.readText());
  const [, branch, address] = /^git clone --branch (\S+) (\S+)$/.exec(command) ?? [];
  expect(address).toBeDefined();
  await page.keyboard.press("Escape");

  await runClientGit(folder, ["clone", "--branch", branch ?? "", address ?? "", "clone"]);
  const readme = join(folder, "clone", "README.md");
  expect(await readFile(readme, "utf8")).toContain("Edited by hand.");
  await writeFile(readme, `${await readFile(readme, "utf8")}\nPushed from a clone.\n`);
  await runClientGit(join(folder, "clone"), ["commit", "-aqm", "Push from a clone"]);
  await runClientGit(join(folder, "clone"), ["push", "-q"]);
  await timeline().getByText("Push from a clone").waitFor();
});

test("the branch is reviewed and merged, and production runs it", { timeout: STORY }, async () => {
  await page.getByRole("button", { name: "Merge", exact: true }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByText(/^\d+ files/).waitFor();
  await dialog.getByRole("button", { name: "Merge into main" }).click();
  await page.waitForURL(/branch=main/);
  await timeline()
    .getByText(/^Merge |Push from a clone/)
    .first()
    .waitFor();
  await page.getByRole("button", { name: "Production ready" }).waitFor({ timeout: STORY });
  await showTab("Preview");
  await preview().getByRole("heading", { name: "Dashboard" }).waitFor();
  expect(await page.locator("section[aria-label='Preview'] iframe").getAttribute("src")).toContain(".live.localhost");
});

test("after the server was stopped and started, everything is there", { timeout: STORY }, async () => {
  const before = await commitsOf();
  await product.stop();
  await page.getByRole("button", { name: /Reconnecting|Every few seconds/ }).waitFor();
  await product.startAgain();
  // The open tab finds back by itself.
  await page.getByRole("button", { name: /Reconnecting|Every few seconds/ }).waitFor({ state: "detached" });
  await page.reload();
  await expect.poll(async () => (await commitsOf()).length, { timeout: PATIENCE }).toBe(before.length);
  await showTab("Preview");
  await preview().getByRole("heading", { name: "Dashboard" }).waitFor();
});
