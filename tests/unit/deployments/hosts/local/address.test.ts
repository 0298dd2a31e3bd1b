import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseHost, toAddress, toBranchLabel, toDeploymentUrl } from "#deployments/hosts/local/address.ts";

const label = fc.stringMatching(/^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/);
const branch = fc.oneof(
  fc.stringMatching(/^[a-z0-9/._-]{1,80}$/),
  fc.string({ minLength: 1, maxLength: 120 }),
  fc.constantFrom(
    "main",
    "feature/login",
    "feature-login",
    "Feature-Login",
    "a--b",
    "letscode/add-dates-4f2a",
    "-",
    "ü",
  ),
);

describe("addresses of deployments", () => {
  it("keeps plain branch names as they are", () => {
    expect(toAddress("preview", "main", "groomer")).toBe("main--groomer");
    expect(toAddress("production", "main", "groomer")).toBe("groomer");
    expect(toDeploymentUrl("http://localhost:3000", "preview", "main--groomer")).toBe(
      "http://main--groomer.preview.localhost:3000",
    );
    expect(toDeploymentUrl("https://app.example.com", "production", "groomer")).toBe(
      "https://groomer.live.app.example.com",
    );
  });

  it("tells branches apart whose names look alike in a host name", () => {
    const names = [
      "feature/login",
      "feature-login",
      "Feature-Login",
      "feature_login",
      "feature--login",
      "feature.login",
    ];
    expect(new Set(names.map((name) => toBranchLabel(name, 40))).size).toBe(names.length);
  });

  it("makes one valid label of at most 63 characters of any branch and project", () => {
    fc.assert(
      fc.property(branch, label, (name, project) => {
        expect(toAddress("preview", name, project)).toMatch(/^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/);
      }),
    );
  });

  it("never gives two branches of a project the same address", () => {
    fc.assert(
      fc.property(branch, branch, label, (one, other, project) => {
        fc.pre(one !== other);
        expect(toAddress("preview", one, project)).not.toBe(toAddress("preview", other, project));
      }),
    );
  });

  it("never gives two projects the same address", () => {
    fc.assert(
      fc.property(branch, branch, label, label, (one, other, project, another) => {
        fc.pre(project !== another);
        expect(toAddress("preview", one, project)).not.toBe(toAddress("preview", other, another));
      }),
    );
  });

  it("reads back what it wrote, with any port in the Host header", () => {
    const environment = fc.constantFrom("preview" as const, "production" as const);
    const base = fc.constantFrom("http://localhost:3000", "https://apps.example.com");
    fc.assert(
      fc.property(branch, label, environment, base, (name, project, environment, base) => {
        const address = toAddress(environment, name, project);
        const { host, hostname } = new URL(toDeploymentUrl(base, environment, address));
        for (const header of [host, hostname, hostname.toUpperCase(), `${hostname}.`, `${hostname}:1234`])
          expect(parseHost(header, base)).toEqual({ environment, address });
      }),
    );
  });

  it.each([
    "localhost:3000",
    "preview.localhost",
    "a.b.preview.localhost",
    "a.preview.example.com",
    "a.preview.localhost.example.com",
    "-a.preview.localhost",
    "a_b.preview.localhost",
    "",
    "a.preview.localhost/../..",
  ])("takes %j for no address of ours", (host) => {
    expect(parseHost(host, "http://localhost:3000")).toBeNull();
  });
});
