import { BlockList, isIPv6 } from "node:net";

const ranges4 = [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["224.0.0.0", 4],
  ["240.0.0.0", 4],
] as const;
const ranges6 = [
  ["::", 128],
  ["::1", 128],
  ["64:ff9b::", 96],
  ["fc00::", 7],
  ["fe80::", 10],
  ["ff00::", 8],
] as const;

const blocked4 = new BlockList();
for (const [range, bits] of ranges4) blocked4.addSubnet(range, bits, "ipv4");
const blocked6 = new BlockList();
for (const [range, bits] of ranges6) blocked6.addSubnet(range, bits, "ipv6");

/**
 * True for an address of this machine, of a local network, or of no single machine (A28). An IPv4 address written as
 * IPv6 counts as what it is: a BlockList compares the two by itself, which is why the lists are apart.
 */
export const isPrivateAddress = (address: string): boolean =>
  isIPv6(address)
    ? blocked6.check(address, "ipv6") || blocked4.check(address, "ipv6")
    : blocked4.check(address, "ipv4");
