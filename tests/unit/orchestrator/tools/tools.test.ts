import { describe, expect, test } from "vitest";
import { tools } from "#orchestrator/tools/index.ts";
import { createTestTools } from "#tests/helpers/tool-context.ts";

const numbered = (count: number) => Array.from({ length: count }, (_, index) => `line ${index + 1}`).join("\n") + "\n";

describe("the tools together", () => {
  test("are the ones the design names, with its arguments", () => {
    const shapes = tools.map(({ definition: { name, parameters } }) => [
      name,
      Object.keys(parameters["properties"] ?? {}),
    ]);
    expect(Object.fromEntries(shapes)).toEqual({
      update_plan: ["features"],
      list_files: ["path"],
      search_files: ["query", "path"],
      read_file: ["path", "startLine", "endLine"],
      write_file: ["path", "content"],
      edit_file: ["path", "search", "replace"],
      delete_file: ["path"],
      rename_file: ["from", "to"],
      run_checks: [],
      read_build_log: [],
      ask_user: ["question", "options"],
      finish_step: ["title", "summary"],
      finish: ["summary"],
    });
    for (const { definition } of tools) {
      expect(definition.parameters).toMatchObject({ type: "object" });
      expect(definition.description.length).toBeGreaterThan(40);
    }
  });

  test.each(tools.map(({ name }) => name))("A10: %s gives broken and misfitting arguments back", async (name) => {
    const { call, files } = createTestTools({ "a.ts": "a\n" });
    const broken = await call(name, '{"path": "a.ts", "content": "half');
    expect(broken).toMatchObject({ isError: true, fault: "malformed" });
    expect(broken.content).toContain("not valid JSON");
    const wrong = await call(name, '["path"]');
    expect(wrong).toMatchObject({ isError: true, fault: "malformed" });
    expect(await files.changes()).toEqual([]);
  });
});

describe("read_file", () => {
  test("numbers the lines and says how many there are", async () => {
    const { call } = createTestTools({ "a.ts": "one\n\nthree\n" });
    expect((await call("read_file", { path: "./a.ts" })).content).toBe(
      "a.ts, lines 1 to 3 of 3\n1\tone\n2\t\n3\tthree",
    );
  });

  test("reads a range, and says where to go on in a long file", async () => {
    const { call } = createTestTools({ "a.ts": numbered(3_000) });
    expect((await call("read_file", { path: "a.ts", startLine: 10, endLine: 11 })).content).toBe(
      "a.ts, lines 10 to 11 of 3000\n10\tline 10\n11\tline 11",
    );
    const whole = (await call("read_file", { path: "a.ts" })).content;
    expect(whole).toContain("lines 1 to 1200 of 3000");
    expect(whole).toContain("read them with startLine 1201");
    expect(await call("read_file", { path: "a.ts", startLine: 5_000 })).toMatchObject({ isError: true });
  });

  test("says what may be meant when there is no such file, and refuses what is no text", async () => {
    const { call } = createTestTools({ "src/pages/home.tsx": "x\n", "logo.png": { type: "binary" } });
    expect((await call("read_file", { path: "src/home.tsx" })).content).toBe(
      "There is no file src/home.tsx. There is src/pages/home.tsx.",
    );
    expect((await call("read_file", { path: "logo.png" })).content).toContain("is not a text file");
  });

  test("A20: reads nothing outside the repository", async () => {
    const { call } = createTestTools({ "a.ts": "a\n", link: { type: "symlink" } });
    for (const path of [
      "../../etc/passwd",
      "/etc/passwd",
      "link",
      "a.ts/../../x",
      ".git/config",
      "/proc/self/environ",
    ]) {
      expect(await call("read_file", { path })).toMatchObject({
        isError: true,
        content: expect.stringContaining("no file"),
      });
    }
  });
});

describe("list_files and search_files", () => {
  test("list a folder as it is now, and count where there is too much", async () => {
    const many = Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`src/deep/file-${index}.ts`, "x\n"]));
    const { call, files } = createTestTools({ ...many, "README.md": "x\n", "src/a.ts": "x\n" });
    files.write("src/new.ts", "n\n");
    files.remove("README.md");
    expect((await call("list_files", { path: "" })).content).toBe("502 files\nsrc/ (502 files)");
    expect((await call("list_files", { path: "src" })).content).toBe(
      "502 files\nsrc/a.ts\nsrc/deep/ (500 files)\nsrc/new.ts",
    );
    expect(await call("list_files", { path: "nowhere" })).toMatchObject({ isError: true });
    expect((await call("list_files", {})).isError).toBe(false);
  });

  test("find lines in changed files too, below a folder, and stop at a limit", async () => {
    const { call, files } = createTestTools({
      "src/a.ts": "const Needle = 1;\n",
      "b.md": "needle\n",
      "package-lock.json": "needle",
    });
    files.write("src/c.ts", "x\n  NEEDLE();\n");
    expect((await call("search_files", { query: "needle" })).content).toBe(
      "b.md:1: needle\nsrc/a.ts:1: const Needle = 1;\nsrc/c.ts:2: NEEDLE();",
    );
    expect((await call("search_files", { query: "needle", path: "src/" })).content).not.toContain("b.md");
    expect((await call("search_files", { query: "nothing like it" })).content).toContain("Nothing contains");
    files.write("many.ts", "needle\n".repeat(200));
    const found = (await call("search_files", { query: "needle" })).content;
    expect(found.split("\n")).toHaveLength(61);
    expect(found).toContain("There are more");
  });
});

describe("write_file", () => {
  test("writes, replaces, and leaves alone what is the same", async () => {
    const { call, files } = createTestTools({ "a.ts": "a\n" });
    expect((await call("write_file", { path: "src/new.ts", content: "1\n2\n" })).content).toBe(
      "Wrote src/new.ts, 2 lines.",
    );
    expect((await call("write_file", { path: "a.ts", content: "a\n" })).content).toContain("already has this content");
    expect(await files.changes()).toEqual([{ path: "src/new.ts", content: "1\n2\n" }]);
  });

  test("A10: refuses a rewrite that drops most of a file, and takes it after a deletion", async () => {
    const { call } = createTestTools({ "long.ts": numbered(200) });
    const refused = await call("write_file", { path: "long.ts", content: numbered(20) });
    expect(refused).toMatchObject({ isError: true, fault: "refused" });
    expect(refused.content).toContain("has 200 lines and would keep 20");
    await call("delete_file", { path: "long.ts" });
    expect(await call("write_file", { path: "long.ts", content: numbered(20) })).toMatchObject({ isError: false });
  });

  test("numbers new migrations, and calls them by both names within the step", async () => {
    const { call, files } = createTestTools({ "supabase/migrations/20270101000000_first.sql": "select 1;\n" });
    const asked = "supabase/migrations/20260101000000_Add Customers!.sql";
    const actual = "supabase/migrations/20270101000001_add_customers.sql";
    const written = await call("write_file", { path: asked, content: "create table a ();\n" });
    expect(written).toMatchObject({ isError: false, path: actual });
    expect(written.content).toContain(actual);
    expect((await call("read_file", { path: asked })).content).toContain("create table a");
    expect(await call("edit_file", { path: asked, search: "a ()", replace: "b ()" })).toMatchObject({ isError: false });
    expect(await files.changes()).toEqual([{ path: actual, content: "create table b ();\n" }]);
    const second = await call("write_file", { path: "supabase/migrations/more.sql", content: "select 2;\n" });
    expect(second.path).toBe("supabase/migrations/20270101000002_more.sql");
  });

  test("leaves committed migrations as they are", async () => {
    const path = "supabase/migrations/20270101000000_first.sql";
    const { call, files } = createTestTools({ [path]: "select 1;\n" });
    for (const [tool, values] of [
      ["write_file", { path, content: "select 2;\n" }],
      ["edit_file", { path, search: "1", replace: "2" }],
      ["delete_file", { path }],
      ["rename_file", { from: path, to: "supabase/migrations/other.sql" }],
    ] as const) {
      expect(await call(tool, values)).toMatchObject({
        isError: true,
        fault: "refused",
        content: expect.stringContaining("new migration"),
      });
    }
    expect(await files.changes()).toEqual([]);
  });
});

describe("edit_file, delete_file and rename_file", () => {
  test("change what is there and say where", async () => {
    const { call, files } = createTestTools({ "a.ts": "one\ntwo\n", "b.ts": "b\n", "c.ts": "c\n" });
    expect((await call("edit_file", { path: "a.ts", search: "two", replace: "2" })).content).toBe(
      "Edited a.ts at line 2.",
    );
    expect((await call("delete_file", { path: "b.ts" })).content).toBe("Deleted b.ts.");
    expect((await call("rename_file", { from: "c.ts", to: "src/d.ts" })).content).toBe("Renamed c.ts to src/d.ts.");
    expect(await files.changes()).toEqual([
      { path: "a.ts", content: "one\n2\n" },
      { path: "b.ts", isDeleted: true },
      { path: "c.ts", isDeleted: true },
      { path: "src/d.ts", content: "c\n" },
    ]);
  });

  test("say what is wrong when the file or the passage is not there", async () => {
    const { call } = createTestTools({ "src/a.ts": "one\n", "b.ts": "b\n" });
    expect((await call("edit_file", { path: "a.ts", search: "x", replace: "y" })).content).toContain(
      "There is src/a.ts",
    );
    expect((await call("edit_file", { path: "src/a.ts", search: "two", replace: "y" })).content).toContain("not there");
    expect((await call("delete_file", { path: "c.ts" })).content).toContain("no file c.ts");
    expect((await call("rename_file", { from: "b.ts", to: "src/a.ts" })).content).toContain("is there already");
  });

  test("A10: an edit that ends in a placeholder is refused", async () => {
    const { call, files } = createTestTools({ "a.ts": "one\ntwo\nthree\n" });
    const result = await call("edit_file", {
      path: "a.ts",
      search: "two\nthree",
      replace: "2\n// ... rest of the code unchanged",
    });
    expect(result).toMatchObject({ isError: true, fault: "refused" });
    expect(await files.changes()).toEqual([]);
  });
});

describe("the tools of the run", () => {
  test("pass on what the model says", async () => {
    const { call, asked } = createTestTools(
      {},
      { report: { outcomes: { build: "failed" }, output: "boom" }, log: "log" },
    );
    await call("update_plan", { features: [{ feature: "Pages" }] });
    await call("finish_step", { title: " Add pages ", summary: null });
    await call("ask_user", { question: "Which?", options: null });
    await call("finish", { summary: "Done." });
    expect(asked).toEqual({
      plans: [[{ feature: "Pages", status: "planned", notes: "", priority: 100 }]],
      steps: [{ title: "Add pages", summary: "" }],
      questions: [{ question: "Which?", options: [] }],
      summaries: ["Done."],
    });
    expect((await call("run_checks", {})).content).toContain("build failed. Output:\n<output>\nboom\n</output>");
    expect((await call("read_build_log", "")).content).toBe("log");
  });
});
