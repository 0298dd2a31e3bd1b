import { describe, expect, test } from "vitest";
import { checkPath } from "#git-service/index.ts";
import { gates, passGates } from "#orchestrator/gates/index.ts";
import { nameMigration } from "#orchestrator/gates/migrations.ts";
import { createSecretScanner } from "#orchestrator/index.ts";
import { createTestFiles } from "#tests/helpers/tool-context.ts";

const scanner = createSecretScanner();

/** What the gates say of a change, made past the tools that would refuse it first. */
const pass = async (
  before: Record<string, string>,
  edits: Record<string, string | null>,
  text = { title: "Change it", summary: "" },
) => {
  const files = createTestFiles(before);
  files.restore({ edits: new Map(Object.entries(edits)), aliases: new Map() });
  return passGates({ changes: await files.changes(), text, files, rules: { checkPath }, scanner });
};

const many = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`src/${index}.ts`, `${index}\n`]));

describe("the gates before a commit", () => {
  test("let an ordinary step pass", async () => {
    expect(await pass({ "a.ts": "a\n", "b.ts": "b\n" }, { "a.ts": "c\n", "b.ts": null, "src/d.ts": "d\n" })).toEqual(
      [],
    );
    expect(gates.map(({ name }) => name)).toEqual(["paths", "size", "deletions", "content", "migrations", "secrets"]);
  });

  test("A20: refuse a path whatever road it came by", async () => {
    for (const path of ["../a", ".git/config", ".github/workflows/x.yml", ".env", "con"]) {
      expect((await pass({}, { [path]: "x\n" }))[0]).toContain(path);
    }
  });

  test("A22: refuse a file, a step and a number of files beyond the limit, and name it", async () => {
    expect((await pass({}, { "a.ts": "x".repeat(400_001) }))[0]).toContain("the limit is 400000");
    expect((await pass({}, many(401)))[0]).toContain("401 files; the limit is 400");
    const big = Object.fromEntries(Array.from({ length: 11 }, (_, index) => [`${index}.txt`, "x".repeat(390_000)]));
    expect((await pass({}, big))[0]).toContain("the limit is 4000000");
  });

  test("A10: refuse a placeholder that a restored change brought", async () => {
    expect((await pass({ "a.ts": "one();\n" }, { "a.ts": "// ... rest of the code\n" }))[0]).toContain(
      "stands for code",
    );
  });

  test("A10: ask why when much of the repository goes, and take the answer", async () => {
    const before = many(40);
    const edits = Object.fromEntries(
      Object.keys(before)
        .slice(0, 20)
        .map((path) => [path, null]),
    );
    expect((await pass(before, edits))[0]).toContain("deletes 20 of 40 files");
    expect(await pass(before, edits, { title: "Remove the old pages", summary: "" })).toEqual([]);
    const few = Object.fromEntries(
      Object.keys(before)
        .slice(0, 9)
        .map((path) => [path, null]),
    );
    expect(await pass(before, few)).toEqual([]);
  });

  test("refuse two migrations of one number, and one without", async () => {
    const first = "supabase/migrations/20260101000000_first.sql";
    expect(
      (await pass({ [first]: "select 1;\n" }, { "supabase/migrations/20260101000000_other.sql": "select 2;\n" }))[0],
    ).toContain(`has the number of ${first}`);
    expect((await pass({}, { "supabase/migrations/other.sql": "select 2;\n" }))[0]).toContain("has no number");
    expect((await pass({ [first]: "select 1;\n" }, { [first]: "select 2;\n" }))[0]).toContain("Write a new migration");
  });

  test("A23: refuse a new secret, and leave one that was there to the person who put it there", async () => {
    const secret = `const key = "${["sb", "secret", "aB3".repeat(8)].join("_")}";\n`;
    expect((await pass({}, { "a.ts": secret }))[0]).toContain(
      "a.ts line 1 holds what looks like a secret (Supabase secret key)",
    );
    expect(await pass({ "a.ts": secret }, { "a.ts": `${secret}const more = 1;\n` })).toEqual([]);
  });
});

describe("the number of a migration", () => {
  const now = new Date("2026-03-02T09:08:07Z");
  test.each([
    ["supabase/migrations/20200101000000_add_dogs.sql", [], "supabase/migrations/20260302090807_add_dogs.sql"],
    ["supabase/migrations/Add Dogs.sql", [], "supabase/migrations/20260302090807_add_dogs.sql"],
    ["supabase/migrations/1.sql", [], "supabase/migrations/20260302090807_change.sql"],
    [
      "supabase/migrations/x.sql",
      ["supabase/migrations/20260302090807_y.sql"],
      "supabase/migrations/20260302090808_x.sql",
    ],
    [
      "supabase/migrations/x.sql",
      ["supabase/migrations/20261231235959_y.sql"],
      "supabase/migrations/20270101000000_x.sql",
    ],
    [
      "supabase/migrations/x.sql",
      ["supabase/migrations/99999999999998_y.sql"],
      "supabase/migrations/99999999999999_x.sql",
    ],
    ["supabase/migrations/x.sql", ["supabase/migrations/0001_y.sql"], "supabase/migrations/20260302090807_x.sql"],
  ])("of %s among %j is %s", (asked, known, expected) => {
    expect(nameMigration(asked, known, now)).toBe(expected);
  });

  test("never meets another one, however many are made in one second", () => {
    const made: string[] = [];
    for (let index = 0; index < 200; index += 1) made.push(nameMigration("supabase/migrations/x.sql", made, now));
    expect(new Set(made).size).toBe(200);
    expect(made.toSorted()).toEqual(made);
  });
});
