import { describe, expect, test } from "vitest";
import { MAXIMUM_FILE, refuseContent } from "#orchestrator/gates/refuse-content.ts";
import { refuseDeletion } from "#orchestrator/gates/refuse-deletion.ts";
import { readTemplate } from "#orchestrator/index.ts";

const refuse = (line: string, path = "src/a.ts", before: string | null = null) =>
  refuseContent(path, { before, after: `const one = 1;\n${line}\nconst two = 2;\n` });

const placeholders = [
  "// ... rest of the code unchanged",
  "// ... existing code ...",
  "  // ...existing imports",
  "/* ... rest of the styles remain the same ... */",
  "{/* ... other components ... */}",
  "{/* rest of the form stays the same */}",
  "<!-- ... remaining content ... -->",
  "<!-- rest of the page unchanged -->",
  "# ... rest of the file",
  "// … remaining methods",
  "// rest of the file unchanged",
  "// The rest of the code remains the same",
  "// remaining code is unchanged",
  "// (rest unchanged)",
  "// existing code here",
  "-- ... other tables as before",
  "// ...",
  "/* ... */",
  "// Rest of component stays the same.",
  "// ... keep the previous implementation",
  "... rest of the code",
  "// rest omitted for brevity",
];

const harmless = [
  "const { id, ...rest } = props;",
  "return [...existing, added];",
  "// The rest of the week is closed.",
  "// Waits for the remaining requests to end.",
  "showToast('Saving…');",
  "// Keeps the existing order: the newest first.",
  "<p>Loading...</p>",
  "// Other people see nothing of this.",
  '  placeholder="Search..."',
  "/** Words in the existing spelling. */",
  "// e.g. 1, 2, 3, ...",
  "# Remaining work",
  "* Existing customers keep their price.",
  "-- Existing rows get the default.",
  "// unchanged since the first version of the protocol, see RFC 8259",
  "...(isNew ? [] : [call]),",
  "  ...shared,",
];

describe("A10: placeholders", () => {
  test.each(placeholders)("refuses %s", (line) => expect(refuse(line)).toContain("stands for code that was left out"));
  test.each(harmless)("takes %s", (line) => expect(refuse(line)).toBeNull());

  test("takes a line that was there before, and an ellipsis in prose", () => {
    expect(refuse("// ...", "src/a.ts", "// ...\n")).toBeNull();
    expect(refuse("# ...", "notes.md")).toBeNull();
  });

  test("takes every file of the templates", async () => {
    const templates = await Promise.all(["saas", "static", "server"].map((name) => readTemplate(name)));
    const refused = templates
      .flatMap(({ files }) => files)
      .flatMap((file) => ("content" in file ? [refuseContent(file.path, { before: null, after: file.content })] : []));
    expect(refused.length).toBeGreaterThan(60);
    expect(refused.filter((reason) => reason !== null)).toEqual([]);
  });
});

describe("content", () => {
  test("has a limit, and is text", () => {
    expect(refuseContent("a.ts", { before: null, after: "x".repeat(MAXIMUM_FILE + 1) })).toContain("the limit is");
    expect(refuseContent("a.ts", { before: null, after: "a\u0000b" })).toContain("would not be text");
    expect(refuseContent("a.ts", { before: null, after: "a\uD800b" })).toContain("would not be text");
  });
});

const lines = (count: number) => "x\n".repeat(count);

describe("A10: deletions", () => {
  test("refuses a rewrite that drops most of a long file", () => {
    expect(refuseDeletion("a.ts", { before: lines(200), after: lines(79) })).toContain("would keep 79");
    expect(refuseDeletion("a.ts", { before: lines(200), after: "" })).not.toBeNull();
  });
  test("takes a short file, a modest cut and a new file", () => {
    expect(refuseDeletion("a.ts", { before: lines(59), after: lines(1) })).toBeNull();
    expect(refuseDeletion("a.ts", { before: lines(200), after: lines(80) })).toBeNull();
    expect(refuseDeletion("a.ts", { before: null, after: "" })).toBeNull();
  });
});
