import { describe, expect, it } from "vitest";

// Plain JavaScript, since it runs before anything is installed: no types come with it.
const { isInstalled }: { isInstalled(lock: unknown, installed: unknown): boolean } = await import(
  new URL("../../../scripts/setup/ensure-installed.mjs", import.meta.url).href
);

const lock = {
  packages: {
    "": { name: "letscode" },
    "node_modules/a": { version: "1.0.0" },
    "node_modules/b": { version: "2.0.0", optional: true },
  },
};

describe("isInstalled", () => {
  it("is content with what the lockfile says, and without what is optional", () => {
    expect(isInstalled(lock, lock)).toBe(true);
    expect(isInstalled(lock, { packages: { "node_modules/a": { version: "1.0.0" } } })).toBe(true);
  });

  it("sees a package that is missing, or another version", () => {
    expect(isInstalled(lock, { packages: {} })).toBe(false);
    expect(isInstalled(lock, { packages: { "node_modules/a": { version: "1.0.1" } } })).toBe(false);
    const other = { "node_modules/a": { version: "1.0.0" }, "node_modules/b": { version: "1.0.0" } };
    expect(isInstalled(lock, { packages: other })).toBe(false);
  });

  it("takes a fresh clone for what it is", () => {
    expect(isInstalled(lock, null)).toBe(false);
    expect(isInstalled(null, lock)).toBe(false);
  });
});
