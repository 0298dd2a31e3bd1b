import { expect, it } from "vitest";
import { findMarkers } from "#git-service/local/create-local-pull-request-host.ts";

const patch = (...added: string[]): string =>
  ["diff --git a/a.txt b/a.txt", "--- a/a.txt", "+++ b/a.txt", "@@ -1 +1,3 @@", ...added, ""].join("\n");

it("finds conflict markers that a change adds, and names the file", () => {
  expect(findMarkers(patch("+<<<<<<< main", "+mine", "+=======", "+theirs", "+>>>>>>> feature"))).toEqual(["a.txt"]);
});

it("leaves alone what only looks like them", () => {
  expect(findMarkers(patch("+=======", "+<<<<<<<<< long", "+<<<<<<<", " <<<<<<< kept", "-<<<<<<< gone"))).toEqual([]);
});
