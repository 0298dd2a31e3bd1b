import { describe, expect, test } from "vitest";
import { checkPath } from "#git-service/index.ts";
import { refusePath } from "#orchestrator/gates/refuse-path.ts";
import { createTestFiles, createTestTools } from "#tests/helpers/tool-context.ts";

const files = createTestFiles({
  "src/app.ts": "a",
  "README.md": "r",
  link: { type: "symlink" },
  vendored: { type: "submodule" },
  "supabase/migrations/20260101000000_first.sql": "select 1;",
});
const refuse = (path: string) => refusePath({ files, rules: { checkPath } }, path);

const outside = [
  "..",
  "../x",
  "src/../../x",
  "/etc/passwd",
  "C:/x",
  "src\\..\\x",
  "a\u0000b",
  ".git/config",
  ".GIT/hooks/pre-commit",
  "git~1/x",
  ".g\u200cit/config",
  "src/.git/x",
  "con",
  "src/aux.ts",
  "x/",
  "src//a",
  ".",
  "src/./a",
  "a\nb",
  "x".repeat(300),
  "trailing. ",
  "a:b",
  `${"d/".repeat(600)}x`,
  "a\u202Eb",
];

const protectedPaths = [
  ".github/workflows/ci.yml",
  ".GitHub/Workflows/ci.yml",
  ".github/actions/x/action.yml",
  ".gitlab-ci.yml",
  ".circleci/config.yml",
  "azure-pipelines.yml",
  "Jenkinsfile",
  ".gitmodules",
  ".husky/pre-commit",
  ".env",
  ".env.local",
  "apps/web/.env.production",
  ".ENV",
  "package-lock.json",
  "web/yarn.lock",
  "node_modules/x/index.js",
  "src/node_modules/x.js",
  "supabase/migrations/20260101000000_first.sql",
];

const obstacles = [
  "src",
  "link",
  "link/x",
  "vendored",
  "vendored/x",
  "README.md/x",
  "src/APP.ts",
  "SRC/new.ts",
  "readme.MD",
];

const harmless = [
  "src/new.ts",
  ".gitignore",
  ".gitattributes",
  ".env.example",
  ".env.sample",
  "src/environment.ts",
  "git.md",
  "src/github/workflows.ts",
  ".github/ISSUE_TEMPLATE.md",
  "docs/.env.template",
  "console.ts",
  "src/(group)/page.tsx",
  "src/[id]/page.tsx",
  "ünï/çode.md",
  "supabase/migrations/20270101000000_second.sql",
  "supabase/seed.sql",
  "src/app.ts",
  "src/lock/package-lock.json.md",
  "a b/c d.txt",
];

describe("A20: paths the AI may write", () => {
  test.each(outside)("refuses %j", (path) => expect(refuse(path)).toContain("is refused"));
  test.each(protectedPaths)("refuses %s, which is not the AI's to change", (path) =>
    expect(refuse(path)).not.toBeNull(),
  );
  test.each(obstacles)("refuses %s, which does not fit what is there", (path) => expect(refuse(path)).not.toBeNull());
  test.each(harmless)("takes %s", (path) => expect(refuse(path)).toBeNull());

  test.each([...outside, ...protectedPaths, ...obstacles])("no tool gets past %j", async (path) => {
    const { call, files: own } = createTestTools({
      "src/app.ts": "a\n",
      "README.md": "r\n",
      "free.ts": "f\n",
      link: { type: "symlink" },
      vendored: { type: "submodule" },
      "supabase/migrations/20260101000000_first.sql": "select 1;\n",
    });
    expect(await call("write_file", { path, content: "x\n" })).toMatchObject({ isError: true });
    expect(await call("rename_file", { from: "free.ts", to: path })).toMatchObject({ isError: true });
    expect(await call("delete_file", { path })).toMatchObject({ isError: true });
    expect(await own.changes()).toEqual([]);
  });
});
