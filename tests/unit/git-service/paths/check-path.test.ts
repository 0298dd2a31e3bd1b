import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { assertPath, checkPath } from "#git-service/paths/check-path.ts";

const refused: [path: string, why: string][] = [
  ["", "empty"],
  ["/etc/passwd", "absolute"],
  ["C:/Windows/win.ini", "absolute"],
  ["c:\\x", "absolute"],
  ["a/", "slash"],
  ["a//b", "empty name"],
  ["./a", "`.`"],
  ["a/./b", "`.`"],
  ["..", "`..`"],
  ["../a", "`..`"],
  ["a/../../b", "`..`"],
  [".git", ".git"],
  [".git/config", ".git"],
  ["a/.git/hooks/pre-commit", ".git"],
  [".GIT/config", ".git"],
  [".Git", ".git"],
  [".git ", ".git"],
  [".git.", ".git"],
  [".git...", ".git"],
  [".git:stream", ".git"],
  [".git::$INDEX_ALLOCATION/x", ".git"],
  ["git~1", ".git"],
  ["GIT~1/config", ".git"],
  ["git~2", ".git"],
  ["gitmod~1", ".git"],
  [".g\u200Cit/config", ".git"],
  [".gi\uFEFFt", ".git"],
  [".\u202Egit", ".git"],
  ["a\\b", "backslash"],
  ["..\\a", "backslash"],
  ["a\0b", "control"],
  ["a\nb", "control"],
  ["a\rb", "control"],
  ["a\u007Fb", "control"],
  ["a\uD800b", "UTF-8"],
  ["txt.\u202Egpj.exe", "reverse"],
  ["a\u2066b", "reverse"],
  ["what?.md", "Windows"],
  ["a:b", "Windows"],
  ["a|b", "Windows"],
  ['say "hi".md', "Windows"],
  ["name.", "dot or a space"],
  ["name ", "dot or a space"],
  ["con", "device"],
  ["CON", "device"],
  ["src/aux.ts", "device"],
  ["nul.tar.gz", "device"],
  ["COM1", "device"],
  ["com¹.txt", "device"],
  ["lpt9", "device"],
  ["conin$", "device"],
  ["con .txt", "device"],
  ["x".repeat(256), "longer"],
  ["é".repeat(128), "longer"],
  [Array.from({ length: 300 }, () => "dir").join("/"), "longer"],
];

const harmless = [
  "README.md",
  ".gitignore",
  ".gitattributes",
  ".github/workflows/build.yml",
  ".gitkeep",
  "git/config",
  "git",
  "gitx~1",
  "my.git",
  "a.git/b",
  ".gitea",
  "..a",
  "a..b",
  "...a/b",
  "src/[slug]/page.tsx",
  "src/(group)/@modal/$id.ts",
  "console.ts",
  "contact/index.html",
  "auxiliary.md",
  "null.ts",
  "com.ts",
  "com10.txt",
  "lpt.txt",
  "nullable",
  "ünïcödé/日本語.md",
  "emoji-🎉.txt",
  "a b/c d.txt",
  "-rf",
  "--upload-pack=x",
  "$(id)",
  "`id`",
  ";rm",
  "x".repeat(255),
];

describe("A20: paths", () => {
  it.each(refused)("refuses %j", (path, why) => {
    expect(checkPath(path)).toContain(why);
    expect(() => assertPath(path)).toThrow(expect.objectContaining({ code: "path_refused" }));
  });

  it.each(harmless)("lets %j pass", (path) => {
    expect(checkPath(path)).toBeNull();
  });

  it("lets nothing pass that leaves a folder on any system", () => {
    const part = fc.oneof(
      fc.constantFrom("..", ".", "", "a", ".git", "C:", "~", "...", "..\\..", ".. ", "\u2025"),
      fc.string({ unit: "binary", maxLength: 4 }),
    );
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 6 }), (parts) => {
        const path = parts.join("/");
        if (checkPath(path) !== null) return true;
        const names = path.split(/[/\\]/);
        const staysInside = !names.some((name) => ["", ".", ".."].includes(name.trimEnd()));
        // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
        return staysInside && !/[\0-\u001F\\:]|(?:^|\/)\.git(?:\/|$)/i.test(path);
      }),
      { numRuns: 500 },
    );
  });
});
