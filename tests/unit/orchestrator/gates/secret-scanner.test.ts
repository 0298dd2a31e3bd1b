import { randomBytes } from "node:crypto";
import { describe, expect, test } from "vitest";
import { createAccessToken } from "#git-service/index.ts";
import { createSecretScanner, readTemplate } from "#orchestrator/index.ts";
import { harmlessLines, plantedSecrets } from "./secret-corpus.ts";

const scanner = createSecretScanner();

describe("A23: secrets", () => {
  test("finds at least 95% of the planted keys, wherever they stand", async () => {
    const missed: string[] = [];
    for (const [kind, text] of plantedSecrets) {
      const content = `import { app } from "./app";\n\n${text}\n\nexport const one = 1;\n`;
      const found = await scanner.scan("src/settings.ts", content);
      if (!found.some(({ line }) => line >= 3)) missed.push(kind);
    }
    expect(plantedSecrets).toHaveLength(40);
    expect(missed.length / plantedSecrets.length).toBeLessThanOrEqual(0.05);
    expect(missed).toEqual([]);
  });

  test("takes at most 2% of harmless texts for secrets, the templates' files among them", async () => {
    const templates = await Promise.all(["saas", "static", "server"].map((name) => readTemplate(name)));
    const files = templates.flatMap(({ files: own }) => own.flatMap((file) => ("content" in file ? [file] : [])));
    const samples = [...harmlessLines.map((content) => ({ path: "src/a.ts", content: `${content}\n` })), ...files];
    const alarms: string[] = [];
    for (const { path, content } of samples) {
      if ((await scanner.scan(path, content)).length > 0) alarms.push(`${path}: ${content.slice(0, 80)}`);
    }
    expect(alarms.length / samples.length).toBeLessThanOrEqual(0.02);
    expect(alarms).toEqual([]);
  });

  test("finds the product's own access tokens", async () => {
    const { token } = createAccessToken(randomBytes);
    expect(await scanner.scan("README.md", `git clone https://me:${token}@example.com/git/me/app.git`)).toHaveLength(1);
  });

  test("cannot be turned off from inside a file", async () => {
    const [, text = ""] = plantedSecrets.find(([kind]) => kind === "GitLab") ?? [];
    const content = `// secretlint-disable\n${text}\n// secretlint-enable\n`;
    expect(await scanner.scan("src/a.ts", content)).toMatchObject([{ line: 2 }]);
  });

  test("takes them out of a text and leaves the rest", async () => {
    for (const [kind, text] of plantedSecrets) {
      const redacted = await scanner.redact(`before ${kind}\n${text}\nafter`);
      expect(redacted).toContain("[secret removed: ");
      expect(redacted.startsWith(`before ${kind}\n`)).toBe(true);
      expect(redacted).toContain("\nafter");
      const found = await scanner.scan("text.txt", text);
      for (const { start, end } of found) expect(redacted).not.toContain(text.slice(start, end));
    }
    expect(await scanner.redact("nothing here")).toBe("nothing here");
  });
});
