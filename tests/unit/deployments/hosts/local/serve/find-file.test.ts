import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, normalize } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findEncoded, findFile, toSitePath } from "#deployments/hosts/local/serve/find-file.ts";

describe("paths of a site", () => {
  let root = "";
  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), "letscode-site-"));
    await mkdir(join(root, "docs"));
    for (const name of ["index.html", "about.html", "docs/index.html", "app.js", "app.js.br", "app.js.gz", "a b.txt"])
      await writeFile(join(root, name), name);
  });
  afterAll(() => rm(root, { recursive: true, force: true }));

  it.each([
    ["/", "/index.html"],
    ["/about", "/about.html"],
    ["/about/", "/about.html"],
    ["/docs", "/docs/index.html"],
    ["/docs/", "/docs/index.html"],
    ["/app.js", "/app.js"],
    ["/a%20b.txt", "/a b.txt"],
    ["/missing", null],
    ["/app.js/", null],
  ])("%s leads to %s", async (pathname, file) => {
    const path = toSitePath(pathname);
    expect(path === null ? null : await findFile(root, path)).toBe(file);
  });

  it.each(["/.env", "/a/.git/config", "/%2egit/config", "/a\\b", "/%5c..%5cetc", "/%00", "/%", "/.well-known/.env"])(
    "%s leads nowhere",
    (pathname) => {
      expect(toSitePath(pathname)).toBeNull();
    },
  );

  it("shows what the web expects at a well-known place", () => {
    expect(toSitePath("/.well-known/security.txt")).toBe("/.well-known/security.txt");
  });

  it("A20: never leads out of the site", () => {
    const piece = fc.constantFrom(
      "..",
      "%2e%2e",
      "%2E.",
      "/",
      "%2f",
      "\\",
      "%5c",
      "a",
      "%00",
      "%252e",
      "etc",
      "//",
      ".",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const path = toSitePath(`/${pieces.join("")}`);
        fc.pre(path !== null);
        const full = normalize(join("/srv/site", path));
        expect(full === "/srv/site" || full.startsWith("/srv/site/")).toBe(true);
      }),
    );
  });

  it("takes the smallest variant that the browser reads", async () => {
    expect(await findEncoded(root, "/app.js", "gzip, deflate, br, zstd")).toEqual({
      path: "/app.js.br",
      encoding: "br",
    });
    expect(await findEncoded(root, "/app.js", "gzip;q=0.5")).toEqual({ path: "/app.js.gz", encoding: "gzip" });
    expect(await findEncoded(root, "/app.js", "br;q=0, gzip")).toEqual({ path: "/app.js.gz", encoding: "gzip" });
    expect(await findEncoded(root, "/app.js", "identity")).toBeNull();
    expect(await findEncoded(root, "/about.html", "br")).toBeNull();
  });
});
