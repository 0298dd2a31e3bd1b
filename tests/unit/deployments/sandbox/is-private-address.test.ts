import { describe, expect, it } from "vitest";
import { isPrivateAddress } from "#deployments/sandbox/is-private-address.ts";

describe("addresses that a name may not lead to (A28)", () => {
  it.each([
    "127.0.0.1",
    "127.255.0.1",
    "0.0.0.0",
    "10.1.2.3",
    "100.64.0.1",
    "169.254.169.254",
    "172.16.0.1",
    "172.31.255.255",
    "192.168.1.1",
    "224.0.0.1",
    "255.255.255.255",
    "::1",
    "::",
    "fe80::1",
    "fc00::1",
    "fd12::1",
    "ff02::1",
    "::ffff:127.0.0.1",
    "::ffff:169.254.169.254",
    "64:ff9b::7f00:1",
  ])("A28: %s is of this machine or its network", (address) => {
    expect(isPrivateAddress(address)).toBe(true);
  });

  it.each(["1.1.1.1", "203.0.113.80", "172.32.0.1", "104.16.0.35", "2606:4700::6810:23", "::ffff:104.16.0.35"])(
    "%s is of the internet",
    (address) => {
      expect(isPrivateAddress(address)).toBe(false);
    },
  );
});
