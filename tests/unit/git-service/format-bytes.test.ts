import { expect, it } from "vitest";
import { formatBytes } from "#git-service/format-bytes.ts";

it.each([
  [0, "0 bytes"],
  [999, "999 bytes"],
  [1000, "1 kB"],
  [100_000_000, "100 MB"],
  [1_000_000_000, "1 GB"],
  [1_234_567, "1.2 MB"],
  [5_000_000_000_000, "5000 GB"],
])("formats %i bytes as %s", (bytes, text) => {
  expect(formatBytes(bytes)).toBe(text);
});
