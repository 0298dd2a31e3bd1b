import { describe, expect, test } from "vitest";
import { formatBytes } from "#web/lib/format/format-bytes.ts";
import { formatCost } from "#web/lib/format/format-cost.ts";
import { formatCompact, formatCount } from "#web/lib/format/format-count.ts";
import { formatDuration } from "#web/lib/format/format-duration.ts";
import { formatRelativeTime } from "#web/lib/format/format-relative-time.ts";
import { readInitials } from "#web/lib/format/read-initials.ts";
import { shortSha } from "#web/lib/format/short-sha.ts";

const now = Date.parse("2026-11-26T12:00:00Z");

describe("relative time", () => {
  test.each([
    ["2026-11-26T11:59:40Z", "just now"],
    ["2026-11-26T11:59:10Z", "1 min ago"],
    ["2026-11-26T11:15:00Z", "45 min ago"],
    ["2026-11-26T07:00:00Z", "5 h ago"],
    ["2026-11-25T11:00:00Z", "1 day ago"],
    ["2026-11-21T12:00:00Z", "5 days ago"],
    ["2026-11-26T14:00:00Z", "in 2 h"],
    ["2026-11-01T12:00:00Z", "Nov 1"],
    ["2024-05-04T12:00:00Z", "May 4, 2024"],
  ])("%s reads %s", (at, words) => {
    expect(formatRelativeTime(at, now)).toBe(words);
  });
});

test.each([
  [840, "840 ms"],
  [4_240, "4.2 s"],
  [31_600, "32 s"],
  [80_000, "1 m 20 s"],
  [119_700, "2 m 0 s"],
  [7_500_000, "2 h 5 m"],
])("%d ms last %s", (milliseconds, words) => {
  expect(formatDuration(milliseconds)).toBe(words);
});

test.each([
  [0, "0 B"],
  [512, "512 B"],
  [1_300, "1.3 kB"],
  [14_200, "14 kB"],
  [5_000_000, "5.0 MB"],
])("%d bytes are %s", (bytes, words) => {
  expect(formatBytes(bytes)).toBe(words);
});

test("counts agree with their noun", () => {
  expect(formatCount(1, "commit")).toBe("1 commit");
  expect(formatCount(1_204, "commit")).toBe("1,204 commits");
  expect(formatCount(0, "branch", "branches")).toBe("0 branches");
  expect(formatCompact(12_400)).toBe("12.4K");
});

test("a cost that is not nothing never reads as nothing", () => {
  expect(formatCost(0)).toBe("$0.00");
  expect(formatCost(0.0004)).toBe("<$0.01");
  expect(formatCost(1.239)).toBe("$1.24");
});

test("initials come from names and addresses", () => {
  expect(readInitials("Ada Lovelace")).toBe("AL");
  expect(readInitials("ada.lovelace@example.com")).toBe("AL");
  expect(readInitials("ángel")).toBe("Á");
  expect(readInitials("…")).toBe("?");
});

test("a commit is known by seven digits", () => {
  expect(shortSha("0123456789abcdef0123456789abcdef01234567")).toBe("0123456");
});
