import { describe, expect, it } from "vitest";
import { parseCommitAddress, toCommitAddress, toOwnUrl } from "#core/contracts/commit-address.ts";

const commitSha = "0123456789abcdef0123456789abcdef01234567";
const local = {
  host: "local",
  state: "ready" as const,
  url: "http://feature--shop.preview.localhost:3000",
  address: "feature--shop",
  commitSha,
};

describe("the address of a commit", () => {
  it("says which commit of which project, and is read back", () => {
    const address = toCommitAddress(commitSha, "my-shop");
    expect(address).toBe("commit-0123456789ab--my-shop");
    expect(parseCommitAddress(address)).toEqual({ shaPrefix: "0123456789ab", previewLabel: "my-shop" });
  });

  it.each(["feature--shop", "commit-0123456789a--shop", "commit-0123456789AB--shop", "commit-0123456789ab--", "shop"])(
    "is not %s",
    (address) => expect(parseCommitAddress(address)).toBeNull(),
  );

  it("is where the local host serves it, preview or production", () => {
    const expected = "http://commit-0123456789ab--shop.preview.localhost:3000";
    expect(toOwnUrl(local)).toBe(expected);
    expect(toOwnUrl({ ...local, url: "http://shop.live.localhost:3000", address: "shop" })).toBe(expected);
  });

  it("is the host's own where it gives one, and none while nothing is served", () => {
    expect(toOwnUrl({ ...local, host: "vercel", url: "https://shop-abc.vercel.app", address: null })).toBe(
      "https://shop-abc.vercel.app",
    );
    expect(toOwnUrl({ ...local, state: "error" })).toBeNull();
    expect(toOwnUrl({ ...local, address: null })).toBeNull();
  });
});
