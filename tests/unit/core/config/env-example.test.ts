import { readFile } from "node:fs/promises";
import { parseEnv } from "node:util";
import { describe, expect, it } from "vitest";
import { readConfig } from "#core/config/index.ts";
import { environmentSchema } from "#core/config/config-schema.ts";

const text = await readFile(new URL("../../../../.env.example", import.meta.url), "utf8");

describe(".env.example", () => {
  it("lists every variable of the configuration, and no other", () => {
    expect(Object.keys(parseEnv(text)).toSorted()).toEqual(Object.keys(environmentSchema.shape).toSorted());
  });

  it("says a sentence about each", () => {
    const lines = text.split("\n");
    const without = lines.filter((line, index) => /^[A-Z]/.test(line) && !/^# .+\.$/.test(lines[index - 1] ?? ""));
    expect(without).toEqual([]);
  });

  it("can be copied as it is: everything stays at its default", () => {
    expect(readConfig(parseEnv(text))).toEqual(readConfig({}));
  });
});
