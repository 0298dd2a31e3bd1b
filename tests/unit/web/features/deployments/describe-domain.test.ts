import { describe, expect, it } from "vitest";
import type { Domain } from "#core/contracts/index.ts";
import {
  describeDomain,
  describeMissing,
  describeNoDomains,
} from "#web/features/deployments/domains/describe-domain.ts";
import { readDomainName } from "#web/features/deployments/domains/read-domain-name.ts";

const record = { type: "CNAME", name: "shop.example.com", value: "cname.vercel-dns.com." };
const toDomain = (change: Partial<Domain>): Domain => ({
  name: "shop.example.com",
  isVerified: true,
  isServing: false,
  records: [record],
  ...change,
});

describe("a domain in words", () => {
  it("tells the two steps apart, and asks for nothing once it is served", () => {
    const unverified = toDomain({ isVerified: false, records: [record, { ...record, type: "TXT" }] });
    expect(describeDomain(unverified).label).toBe("Unverified");
    expect(describeMissing(unverified)).toMatch(/^Set these records .* is yours/);
    expect(describeDomain(toDomain({})).label).toBe("Verified, DNS not set");
    expect(describeMissing(toDomain({}))).toMatch(/^Set this record .* leads to your app/);
    expect(describeMissing(toDomain({ records: [] }))).toMatch(/Check again/);
    const served = toDomain({ isServing: true, records: [] });
    expect([describeDomain(served).label, describeMissing(served)]).toEqual(["Serving", null]);
  });

  it("says where domains are set when the deploy host has none, for hosts nobody has thought of too", () => {
    expect(describeNoDomains("local")).toMatch(/Choose Vercel/);
    expect(describeNoDomains("render")).toMatch(/Render's dashboard/);
    expect(describeNoDomains("another")).toMatch(/Set them where your app is served/);
  });

  it("takes the name out of a pasted address", () => {
    expect(
      ["shop.example.com", " https://Shop.example.com/cart?x=1#top ", "shop.example.com.", "http://"].map(
        readDomainName,
      ),
    ).toEqual(["shop.example.com", "Shop.example.com", "shop.example.com", ""]);
  });
});
