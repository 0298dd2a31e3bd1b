import { describe, expect, test } from "vitest";
import { contentSecurityPolicy, type PolicyOptions } from "#web/server/content-security-policy.ts";

const production: PolicyOptions = {
  nonce: "abc123",
  appUrl: "https://build.example.com",
  supabaseUrl: undefined,
  githubUrl: "https://github.com",
  foreignPreviews: [],
  isDevelopment: false,
};

const directives = (options: PolicyOptions): Map<string, string[]> =>
  new Map(
    contentSecurityPolicy(options)
      .split("; ")
      .map((directive) => directive.split(" "))
      .map(([name = "", ...sources]) => [name, sources]),
  );

describe("A29: the content security policy", () => {
  test("runs scripts by nonce alone", () => {
    const sources = directives(production).get("script-src");
    expect(sources).toContain("'nonce-abc123'");
    expect(sources).not.toContain("'unsafe-inline'");
    expect(sources).not.toContain("'unsafe-eval'");
  });

  test("takes style elements by nonce alone", () => {
    expect(directives(production).get("style-src")).toEqual(["'self'", "'nonce-abc123'"]);
  });

  test("lets nobody frame us, change our base or take our forms", () => {
    const policy = directives(production);
    expect(policy.get("frame-ancestors")).toEqual(["'none'"]);
    expect(policy.get("base-uri")).toEqual(["'none'"]);
    expect(policy.get("object-src")).toEqual(["'none'"]);
    expect(policy.get("form-action")).toEqual(["'self'", "https://github.com"]);
  });

  test("frames previews of this installation and no other page", () => {
    const ours = [
      "http://*.preview.localhost:3000",
      "http://*.live.localhost:3000",
      "http://localhost:3000/api/preview-access",
    ];
    const local = { ...production, appUrl: "http://localhost:3000" };
    expect(directives(local).get("frame-src")).toEqual(ours);
    expect(directives({ ...local, foreignPreviews: ["https:"] }).get("frame-src")).toEqual([...ours, "https:"]);
  });

  test("talks to Supabase where it is, over HTTP and websockets", () => {
    const sources = directives({ ...production, supabaseUrl: "https://abc.supabase.co" }).get("connect-src");
    expect(sources).toEqual([
      "'self'",
      "https://build.example.com",
      "wss://build.example.com",
      "https://abc.supabase.co",
      "wss://abc.supabase.co",
    ]);
  });
});
