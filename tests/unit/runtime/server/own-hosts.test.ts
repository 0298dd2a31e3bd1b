import { describe, expect, it } from "vitest";
import { isOwnHost } from "#runtime/server/own-hosts.ts";

describe("isOwnHost", () => {
  it.each([
    "localhost:3000",
    "localhost",
    "127.0.0.1:3000",
    "[::1]:3000",
    "192.168.1.7:3000",
    "apps.example.com",
    "x.localhost",
  ])("takes %s", (host) => {
    expect(isOwnHost(host, "https://apps.example.com")).toBe(true);
  });

  it.each([
    "evil.example",
    "localhost.evil.example",
    "127.0.0.1.evil.example",
    "apps.example.com.evil.example",
    "",
    "a b",
    undefined,
  ])("A28: refuses %s, which may have been rebound", (host) => {
    expect(isOwnHost(host, "https://apps.example.com")).toBe(false);
  });
});
