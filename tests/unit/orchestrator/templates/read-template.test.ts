import { describe, expect, it } from "vitest";
import { fileEditSchema } from "#core/contracts/file.ts";
import { NotFoundError } from "#core/errors/index.ts";
import { listTemplates, readTemplate } from "#orchestrator/templates/index.ts";

describe("templates", () => {
  it("lists the templates, the default first", async () => {
    expect((await listTemplates()).map(({ name }) => name)).toEqual(["saas", "static", "server"]);
  });

  it("reads every file of each template but its manifest and what was installed or built", async () => {
    for (const { name } of await listTemplates()) {
      const { files } = await readTemplate(name);
      const paths = files.map(({ path }) => path);
      expect(paths).toContain("README.md");
      expect(paths).toContain("AGENTS.md");
      expect(paths).toContain(".gitignore");
      expect(paths).not.toContain("template.json");
      expect(paths.filter((path) => /(^|\/)(node_modules|dist|\.git)\//.test(path))).toEqual([]);
      for (const file of files) expect(fileEditSchema.parse(file)).toEqual(file);
    }
  });

  it("keeps folders of the app that are called like something to skip", async () => {
    const paths = (await readTemplate("saas")).files.map(({ path }) => path);
    expect(paths).toContain("src/data/store.ts");
  });

  it("names no registry host but the public one in a lockfile, and lacks no platform", async () => {
    const { files } = await readTemplate("saas");
    const lock = files.find(({ path }) => path === "package-lock.json");
    const text = lock && "content" in lock ? lock.content : "";
    const hosts = [...text.matchAll(/"resolved": "https?:\/\/([^/"]+)/g)].map(([, host]) => host);
    expect(new Set(hosts)).toEqual(new Set(hosts.length > 0 ? ["registry.npmjs.org"] : []));
    const { packages } = JSON.parse(text) as {
      packages: Record<string, { optionalDependencies?: Record<string, string> }>;
    };
    const wanted = Object.values(packages).flatMap((entry) => Object.keys(entry.optionalDependencies ?? {}));
    expect(wanted.length).toBeGreaterThan(40);
    expect(wanted.filter((name) => !packages[`node_modules/${name}`])).toEqual([]);
  });

  it.each(["", "unknown", "../tests", "saas/../static", ".", "SAAS"])("refuses the name %j", async (name) => {
    await expect(readTemplate(name)).rejects.toBeInstanceOf(NotFoundError);
  });
});
