import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readPreviewPath } from "#web/features/workspace/preview/read-preview-path.ts";

const origin = "http://main--shop.preview.localhost:3000";

describe("readPreviewPath", () => {
  test.each([
    ["", "/"],
    ["customers", "/customers"],
    ["/customers?sort=name#top", "/customers?sort=name#top"],
    ["#/customers", "/#/customers"],
    [`${origin}/a/../b`, "/b"],
  ])("reads %j as %j", (typed, path) => {
    expect(readPreviewPath(typed, origin)).toBe(path);
  });

  test.each([
    "//evil.example",
    "/\\evil.example",
    "https://evil.example",
    "javascript:alert(1)",
    "data:text/html,x",
    "http://",
  ])("A28: refuses %j", (typed) => {
    expect(readPreviewPath(typed, origin)).toBeNull();
  });

  test("A28: whatever is typed, the answer stays on the preview's own origin", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.webUrl(),
          fc.string().map((text) => `//${text}`),
        ),
        (typed) => {
          expect(new URL(readPreviewPath(typed, origin) ?? "/", origin).origin).toBe(origin);
        },
      ),
    );
  });
});
