import { expect, it } from "vitest";
import { createObjectCache } from "#git-service/local/object-cache.ts";

const object = (bytes: number) => ({ type: "blob" as const, content: Buffer.alloc(bytes) });

it("drops what was used longest ago, and keeps no large object", () => {
  const cache = createObjectCache({ maximumBytes: 100, maximumObjectBytes: 50 });
  cache.set("a", object(40));
  cache.set("b", object(40));
  cache.set("large", object(51));
  expect(cache.get("large")).toBeUndefined();
  cache.get("a");
  cache.set("c", object(40));
  expect(cache.get("a")).toBeDefined();
  expect(cache.get("b")).toBeUndefined();
  expect(cache.get("c")).toBeDefined();
});
