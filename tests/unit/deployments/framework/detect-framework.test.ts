import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { detectFramework } from "#deployments/framework/detect-framework.ts";

let folder = "";
const detect = async (files: Record<string, unknown>) => {
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), typeof content === "string" ? content : JSON.stringify(content));
  }
  return detectFramework(folder);
};
const template = (name: string) => detectFramework(new URL(`../../../../templates/${name}`, import.meta.url).pathname);

describe("frameworks", () => {
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "letscode-framework-"));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it("of our templates are known", async () => {
    expect(await template("saas")).toMatchObject({
      framework: "vite",
      needsInstall: true,
      buildCommand: "npm run build",
      isSinglePage: true,
      startCommand: null,
    });
    expect((await template("saas")).outputFolders[0]).toBe("dist");
    expect(await template("static")).toMatchObject({ framework: "static", needsInstall: false, outputFolders: ["."] });
    expect(await template("server")).toMatchObject({
      framework: "node",
      needsInstall: false,
      buildCommand: null,
      startCommand: "node src/server.js",
    });
  });

  it.each([
    ["next", "nextjs"],
    ["vite", "vite"],
    ["astro", "astro"],
    ["nuxt", "nuxtjs"],
    ["express", "express"],
    ["hono", "hono"],
    ["gatsby", "gatsby"],
  ])("that use %s are detected by Vercel's presets", async (name, framework) => {
    const start = { start: "node index.js" };
    const plan = await detect({
      "package.json": { scripts: start, dependencies: { [name]: "1.0.0" } },
      "index.js": `import x from "${name}"; x();`,
    });
    expect(plan).toMatchObject({ framework, needsInstall: true });
  });

  it("build with the preset's command where package.json has no build script", async () => {
    expect((await detect({ "package.json": { dependencies: { next: "16.0.0" } } })).buildCommand).toBe("next build");
  });

  it("are overruled by vercel.json, but not out of the project", async () => {
    const files = { "package.json": { scripts: { build: "x" }, devDependencies: { vite: "8.0.0" } } };
    const settings = { buildCommand: "make site", outputDirectory: "site" };
    expect(await detect({ ...files, "vercel.json": settings })).toMatchObject({ buildCommand: "make site" });
    expect((await detectFramework(folder)).outputFolders[0]).toBe("site");
    for (const outputDirectory of ["../elsewhere", "/etc", "a/../../b"]) {
      const plan = await detect({ ...files, "vercel.json": { outputDirectory } });
      expect(plan.outputFolders).not.toContain(outputDirectory);
    }
    expect((await detect({ ...files, "vercel.json": "{" })).framework).toBe("vite");
  });

  it("start by npm only where it has more to run than the start script", async () => {
    const scripts = { start: "node a.js" };
    expect((await detect({ "package.json": { scripts } })).startCommand).toBe("node a.js");
    const more = { ...scripts, prestart: "node b.js" };
    expect((await detect({ "package.json": { scripts: more } })).startCommand).toBe("npm start");
  });

  it("that are not built here are refused with what to do instead", async () => {
    await expect(
      detect({ "requirements.txt": "fastapi\n", "main.py": "from fastapi import FastAPI\napp = FastAPI()\n" }),
    ).rejects.toMatchObject({
      code: "framework_unsupported",
    });
  });

  it.each([["{"], ["[]"], ["null"], ['{"scripts": 1}'], ['{"dependencies": {"a": 1}}']])(
    "of a damaged package.json are not guessed: %s",
    async (text) => {
      await expect(detect({ "package.json": text })).rejects.toMatchObject({ code: "manifest_damaged" });
    },
  );
});
