import { createServer, type Server } from "node:http";
import { readFile } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";
import axe from "@axe-core/playwright";
import { chromium, type Browser, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildDemoApp } from "#tests/helpers/build-demo-app.ts";
import { openAppFolder } from "#tests/helpers/demo-app-folder.ts";

const contentTypes: Record<string, string> = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
};
const policy = "default-src 'self'; connect-src 'self' https: wss:; frame-ancestors *";

/** A static host with the fall-back of single-page apps, and a page that shows the app in a frame. */
async function serve(folder: string): Promise<{ server: Server; url: string }> {
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? "/", "http://localhost").pathname;
    if (path.startsWith("/frame")) {
      const sandbox =
        path === "/frame-without-storage" ? "allow-scripts allow-forms" : "allow-scripts allow-same-origin allow-forms";
      response.writeHead(200, { "content-type": "text/html" });
      response.end(`<!doctype html><iframe src="/" sandbox="${sandbox}" width="1200" height="800"></iframe>`);
      return;
    }
    const wanted = path === "/" ? "index.html" : path.slice(1);
    const read = async () => {
      const found = await readFile(join(folder, wanted)).catch(() => null);
      const [body, name] = found ? [found, wanted] : [await readFile(join(folder, "index.html")), "index.html"];
      response.writeHead(200, {
        "content-type": contentTypes[extname(name)] ?? "application/octet-stream",
        "content-security-policy": policy,
        // A frame without an origin of its own asks for modules and fonts as a stranger.
        "access-control-allow-origin": "*",
      });
      response.end(body);
    };
    void read();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

describe("an app of the demo provider in a browser", () => {
  let app: Awaited<ReturnType<typeof openAppFolder>>;
  let host: Awaited<ReturnType<typeof serve>>;
  let browser: Browser;
  const faults: string[] = [];

  const open = async (path: string, options: Parameters<Browser["newContext"]>[0] = {}): Promise<Page> => {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
    const page = await context.newPage();
    page.on("pageerror", (error) => faults.push(error.message));
    page.on("console", (message) => {
      if (message.type() === "error") faults.push(message.text());
    });
    await page.goto(host.url + path);
    return page;
  };

  beforeAll(async () => {
    app = await openAppFolder();
    await app.write(await buildDemoApp());
    const output = await app.build();
    if (output !== null) throw new Error(output);
    host = await serve(join(app.folder, "dist"));
    browser = await chromium.launch({
      executablePath: "/usr/bin/chromium",
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    });
  }, 300_000);
  afterAll(async () => {
    await browser?.close();
    host?.server.closeAllConnections();
    await new Promise((resolve) => host?.server.close(resolve));
    await app?.close();
  });

  it("keeps what a person enters, changes and deletes across a reload", { timeout: 120_000 }, async () => {
    const page = await open("/#/customers");
    await page.getByRole("button", { name: "Add customer" }).click();
    await page.getByRole("button", { name: "Add customer" }).last().click();
    await page.getByText("Fill in name.").waitFor();
    await page.getByLabel("Name").fill("Ada Lovelace");
    await page.getByLabel("Email").fill("ada@example.com");
    await page.getByRole("dialog").getByRole("button", { name: "Add customer" }).click();
    await page.getByText("Customer added").waitFor();
    await page.reload();
    await page.getByRole("link", { name: "Ada Lovelace" }).click();
    await page.getByRole("button", { name: "Edit" }).click();
    await page.getByLabel("Phone").fill("+44 20 7946 0000");
    await page.getByRole("button", { name: "Save changes" }).click();
    await page.reload();
    await page.getByRole("link", { name: "+44 20 7946 0000" }).waitFor();
    await page.getByRole("button", { name: "Delete" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
    await page.getByText("Customer deleted").waitFor();
    await page.reload();
    await page.getByRole("heading", { name: "Customers" }).waitFor();
    expect(await page.getByRole("link", { name: "Ada Lovelace" }).count()).toBe(0);
    await page.context().close();
  });

  it("moves a card on the board, shows the calendar, and remembers the view", { timeout: 120_000 }, async () => {
    const page = await open("/#/appointments");
    await page.getByRole("button", { name: "Board" }).click();
    await page.getByLabel("Status of Full groom").selectOption("completed");
    await page.getByText("Full groom: Completed").waitFor();
    await page.reload();
    await page.getByRole("region", { name: "Completed" }).getByRole("link", { name: "Full groom" }).waitFor();
    await page.getByRole("button", { name: "Calendar" }).click();
    await page.getByRole("button", { name: "Next month" }).click();
    await page.getByRole("button", { name: "Today" }).click();
    expect(await page.locator(".month-record").count()).toBeGreaterThan(2);
    await page.context().close();
  });

  it.each([
    ["light", 1440],
    ["dark", 390],
  ] as const)(
    "has nothing axe objects to, and nothing wider than the screen: %s, %i",
    { timeout: 240_000 },
    async (colorScheme, width) => {
      const page = await open("/", { colorScheme, viewport: { width, height: 900 } });
      for (const path of ["/", "/customers", "/dogs", "/appointments", "/appointments/appointments-1"]) {
        await page.goto(`${host.url}/#${path}`);
        await page.getByRole("heading", { level: 1 }).waitFor();
        const { violations } = await new axe({ page }).analyze();
        expect(violations.map(({ id, nodes }) => `${path} ${id} ${nodes[0]?.html}`)).toEqual([]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
      }
      await page.context().close();
    },
  );

  it.each(["/frame", "/frame-without-storage"])(
    "runs inside a sandboxed frame: %s",
    { timeout: 120_000 },
    async (path) => {
      const page = await open(path);
      const frame = page.frameLocator("iframe");
      await frame.getByRole("link", { name: "Dogs" }).first().click();
      await frame.getByRole("button", { name: "Add dog" }).click();
      await frame.getByLabel("Name").fill("Rex");
      await frame.getByRole("dialog").getByRole("button", { name: "Add dog" }).click();
      await frame.getByRole("link", { name: "Rex" }).waitFor();
      const note = path === "/frame" ? "Saved in this browser" : "Not saved";
      expect(await frame.getByRole("button", { name: note }).count()).toBe(1);
      await page.context().close();
    },
  );

  it("opens at any address of a host that falls back to its page", { timeout: 60_000 }, async () => {
    const page = await open("/some-page-nobody-has#/dogs");
    await page.getByRole("heading", { name: "Dogs" }).waitFor();
    expect(await page.title()).toBe("Dogs · Dog Groomer Booking");
    await page.context().close();
  });

  it("has said nothing in the console, under a strict Content-Security-Policy", () => {
    expect(faults.filter((fault) => !/storage|sandbox/i.test(fault))).toEqual([]);
  });
});
