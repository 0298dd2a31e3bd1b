import { describe, expect, test } from "vitest";
import { checkNewPath } from "#web/features/workspace/editor/check-new-path.ts";

const taken = new Set(["src/app.tsx", "README.md"]);

describe("checkNewPath", () => {
  test.each(["src/pages/about.tsx", "notes.txt", "src/.env.example"])("takes %s", (path) => {
    expect(checkNewPath(path, taken)).toBeNull();
  });

  test.each([
    "",
    " ",
    "/etc/passwd",
    "a/",
    "a\\b",
    "a//b",
    "../a",
    "a/./b",
    ".git/config",
    "x/.GIT/hooks",
    "readme.md",
    "src",
  ])("refuses %j with a reason", (path) => {
    expect(checkNewPath(path, taken)).toMatch(/\w/);
  });
});
