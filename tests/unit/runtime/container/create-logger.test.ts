import { describe, expect, it } from "vitest";
import { createLogger } from "#runtime/container/create-logger.ts";

const clock = { now: () => new Date("2026-01-02T03:04:05.678Z") };

const collect = (level: "debug" | "info" | "warn" | "error") => {
  const lines: string[] = [];
  const logger = createLogger({ level, source: "server", clock, write: (line) => lines.push(line) });
  return { lines, logger };
};

describe("createLogger", () => {
  it("writes one line an entry, with its data", () => {
    const { lines, logger } = collect("info");
    logger.info("Started", { port: 3000, url: "http://localhost:3000", names: ["a", "b"] });
    expect(lines).toEqual([
      '03:04:05.678 info  server Started port=3000 url=http://localhost:3000 names="[\\"a\\",\\"b\\"]"\n',
    ]);
  });

  it("keeps an entry on its line, whatever it holds", () => {
    const { lines, logger } = collect("info");
    logger.error("One\ntwo", { text: "a\nb\u001B[31m" });
    expect(lines).toEqual(['03:04:05.678 error server One two text="a\\nb\\u001b[31m"\n']);
  });

  it("leaves out what is below its level", () => {
    const { lines, logger } = collect("warn");
    logger.debug("no");
    logger.info("no");
    logger.warn("yes");
    logger.error("yes");
    expect(lines).toHaveLength(2);
  });
});
