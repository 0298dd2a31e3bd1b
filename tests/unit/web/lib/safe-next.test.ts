import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { safeNext } from "#web/lib/routes/safe-next.ts";

const origin = "http://localhost:3000";

/** Where a browser that is on our origin ends up. */
const follow = (target: string): string => new URL(target, `${origin}/sign-in`).origin;

describe("A28: next= leads to a path of our own and nowhere else", () => {
  test.each([
    "/projects",
    "/projects/new?from=start#top",
    "/api/preview-access?address=a--b&path=%2F",
    "/projects/4b1c?tab=diff&base=main",
  ])("keeps %s", (path) => {
    expect(safeNext(path)).toBe(path);
  });

  test.each([
    "//evil.example",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    "/ /evil.example\\@x",
    "https://evil.example",
    "HTTPS:evil.example",
    "javascript:alert(1)",
    "data:text/html,x",
    " //evil.example",
    "projects",
    "",
    "/a/..//evil.example",
    "/.//evil.example",
    "/..//evil.example/%2e%2e",
    `/${"a".repeat(3_000)}`,
  ])("refuses %j", (next) => {
    expect(safeNext(next)).toBe("/projects");
  });

  test.each(["/sign-in", "/sign-in?next=/projects", "/sign-up", "/recover", "/reset-password/x"])(
    "refuses %s, which would lead in a circle",
    (next) => {
      expect(safeNext(next)).toBe("/projects");
    },
  );

  test("takes nothing but text", () => {
    expect(safeNext(null)).toBe("/projects");
    expect(safeNext(undefined, "/settings")).toBe("/settings");
  });

  test("whatever is given, a browser stays on our origin", () => {
    const nasty = fc.string({
      unit: fc.constantFrom(
        "/",
        "\\",
        "\t",
        "\n",
        "\r",
        ".",
        ":",
        "@",
        "#",
        "?",
        "%2f",
        "%5c",
        "a",
        "evil.example",
        " ",
      ),
      maxLength: 12,
    });
    fc.assert(
      fc.property(fc.oneof(nasty, fc.string()), (next) => {
        expect([safeNext(next), safeNext(`/${next}`)].map(follow)).toEqual([origin, origin]);
      }),
    );
  });
});
