import { describe, expect, it } from "vitest";
import type { PublicConfig } from "#core/contracts/public-config.ts";
import { describeStart } from "#runtime/cli/print-banner.ts";

const part = { mode: "embedded" as const, label: "here" };

const config: PublicConfig = {
  version: "1.2.3",
  url: "http://localhost:3000",
  supabaseUrl: "http://localhost:3000",
  supabasePublishableKey: "sb_publishable_x",
  gitHost: "local",
  deployHost: "local",
  provider: "xai",
  model: "grok",
  templates: [],
  parts: {
    database: part,
    supabase: part,
    gitHost: part,
    deployHost: part,
    provider: { mode: "connected", label: "xAI" },
  },
  warnings: [],
};

const describeWith = (change: Partial<PublicConfig>): string =>
  describeStart({ ...config, ...change }, { dataDirectory: "/data", seconds: 1.23 }).join("\n");

describe("describeStart", () => {
  it("says where it is, what is embedded and what is connected", () => {
    const text = describeWith({});
    expect(text).toContain("LetsCode 1.2.3 is ready at http://localhost:3000 (1.2 s)");
    expect(text).toMatch(/database +embedded +here/);
    expect(text).toMatch(/AI provider +connected +xAI/);
    expect(text).toContain("/data");
    expect(text).not.toContain("Missing");
    expect(text).not.toContain("demo");
  });

  it("says what is missing, and how to mend it", () => {
    const text = describeWith({
      warnings: [{ code: "sandbox_missing", message: "Builds are off.", fix: "Install it." }],
    });
    expect(text).toContain("Missing: Builds are off.");
    expect(text).toContain("Install it.");
  });

  it("says how to leave the demo provider", () => {
    expect(describeWith({ provider: "demo" })).toContain("XAI_API_KEY");
  });
});
