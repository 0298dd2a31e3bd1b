import { describe, expect, it } from "vitest";
import { createProviders } from "#orchestrator/providers/index.ts";
import { testClock } from "#tests/helpers/demo-workspace.ts";

const nothing = { apiKey: undefined, baseUrl: undefined };
const unused: typeof fetch = () => Promise.reject(new Error("no request was expected"));
const create = (options: Partial<Parameters<typeof createProviders>[0]>) =>
  createProviders({
    access: { compatible: nothing },
    default: { name: "demo", model: undefined },
    clock: testClock,
    fetch: unused,
    ...options,
  });

const ollama = { apiKey: undefined, baseUrl: "http://127.0.0.1:11434/v1" };

describe("createProviders", () => {
  it("offers the demo alone when nothing is set up", () => {
    const registry = create({});
    expect(registry.list().map(({ name }) => name)).toEqual(["demo"]);
    expect(registry.defaultModel).toEqual({ provider: "demo", model: "demo-1" });
  });

  it("offers a server of one's own without a key, and the model that was named for it", () => {
    const registry = create({
      access: { compatible: ollama },
      default: { name: "compatible", model: "qwen3-coder:30b" },
    });
    expect(registry.defaultModel).toEqual({ provider: "compatible", model: "qwen3-coder:30b" });
    expect(
      registry
        .get("compatible")
        .models()
        .map(({ name }) => name),
    ).toEqual(["qwen3-coder:30b"]);
  });

  it("reads provider and model, with slashes in the model's name", () => {
    const registry = create({ access: { compatible: ollama } });
    expect(registry.resolve("compatible/meta-llama/llama-4")).toEqual({
      provider: "compatible",
      model: "meta-llama/llama-4",
    });
    expect(registry.resolve("demo")).toEqual({ provider: "demo", model: "demo-1" });
  });

  it.each(["", "nobody", "nobody/model", "compatible", "/", "__proto__", "constructor/x"])(
    "refuses what is not set up: %j",
    (choice) => {
      const registry = create({ access: { compatible: ollama } });
      expect(() => registry.resolve(choice)).toThrow(expect.objectContaining({ code: "invalid_input" }));
    },
  );

  it("refuses a default that is not set up, and names the variable", () => {
    expect(() => create({ default: { name: "xai", model: undefined } })).toThrow(/LETSCODE_PROVIDER/);
    expect(() => create({ access: { compatible: ollama }, default: { name: "compatible", model: undefined } })).toThrow(
      /LETSCODE_MODEL/,
    );
  });
});
