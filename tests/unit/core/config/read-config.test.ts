import { describe, expect, it } from "vitest";
import { readConfig } from "#core/config/index.ts";
import { ConfigurationError } from "#core/errors/configuration-error.ts";

const problemNames = (variables: Record<string, string>): string[] => {
  try {
    readConfig(variables);
  } catch (thrown) {
    if (!(thrown instanceof ConfigurationError)) throw thrown;
    const { problems } = thrown.data;
    return Array.isArray(problems) ? problems.map(({ name }) => String(name)) : [];
  }
  return [];
};

describe("readConfig", () => {
  it("needs nothing at all: everything is embedded by default", () => {
    const config = readConfig({});
    expect(config).toMatchObject({
      port: 3000,
      url: "http://localhost:3000",
      gitHost: "local",
      deployHost: "local",
      provider: { name: "demo" },
    });
    expect(config.supabase).toBeUndefined();
  });

  it("takes the port into the address, and no slash at the end of a given one", () => {
    expect(readConfig({ PORT: "4100" }).url).toBe("http://localhost:4100");
    expect(readConfig({ LETSCODE_URL: "https://apps.example.com/" }).url).toBe("https://apps.example.com");
  });

  it("chooses the provider by the keys that are there, xAI first", () => {
    expect(readConfig({ OPENAI_API_KEY: "k", XAI_API_KEY: "k" }).provider.name).toBe("xai");
    expect(readConfig({ OPENAI_API_KEY: "k" }).provider.name).toBe("openai");
    expect(readConfig({ COMPATIBLE_BASE_URL: "http://127.0.0.1:11434/v1", LETSCODE_MODEL: "qwen" }).provider).toEqual({
      name: "compatible",
      model: "qwen",
    });
  });

  it("names every problem at once", () => {
    expect(problemNames({ PORT: "high", LETSCODE_GIT_HOST: "svn", DATABASE_URL: "mysql://x" }).toSorted()).toEqual([
      "DATABASE_URL",
      "LETSCODE_GIT_HOST",
      "PORT",
    ]);
  });

  it("A33: refuses a half configured Supabase, and names each missing variable", () => {
    expect(problemNames({ SUPABASE_URL: "https://abc.supabase.co" })).toEqual([
      "SUPABASE_PUBLISHABLE_KEY",
      "SUPABASE_SECRET_KEY",
      "DATABASE_URL",
      "LETSCODE_SECRET_KEY",
      "STATUS_WEBHOOK_SECRET",
    ]);
  });

  it("A33: refuses sample secrets", () => {
    expect(problemNames({ GITHUB_WEBHOOK_SECRET: "changeme", STATUS_WEBHOOK_SECRET: "your-secret-here" })).toEqual([
      "GITHUB_WEBHOOK_SECRET",
      "STATUS_WEBHOOK_SECRET",
    ]);
  });

  it("treats an empty variable as not set", () => {
    expect(readConfig({ DATABASE_URL: "", LETSCODE_URL: " " }).databaseUrl).toBeUndefined();
  });
});
