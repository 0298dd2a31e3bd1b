import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { DeploymentLog } from "#core/contracts/deployment.ts";
import type { WorkspaceEvent } from "#core/contracts/workspace-event.ts";
import { createLogWriter } from "#deployments/tasks/create-log-writer.ts";

const create = (options: { failures?: number; redact?: (text: string) => string } = {}) => {
  const kept: DeploymentLog[] = [];
  const shown: WorkspaceEvent[] = [];
  const attempts: (number | undefined)[] = [];
  let failures = options.failures ?? 0;
  const deployments = {
    appendLogs: async (lines: DeploymentLog[], attempt?: number) => {
      attempts.push(attempt);
      failures -= 1;
      if (failures >= 0) throw new Error("the database is restarting");
      kept.push(...lines);
    },
  };
  const writer = createLogWriter({
    deploymentId: "6f0c2a8e-4a57-4a2b-9a39-6f2f3f1b5c01",
    projectId: "0d6d5a9c-6d0e-4a5b-8a4b-5b0b9b1c7d02",
    attempt: 3,
    firstLine: 5,
    deployments,
    publisher: { publish: (_, event) => void shown.push(event), flush: async () => undefined },
    clock: { now: () => new Date(0), sleep: async () => undefined },
    redact: options.redact ?? ((text) => text),
  });
  return { writer, kept, shown, attempts };
};

describe("the log of a deployment", () => {
  it("is kept and shown alike, numbered on, under the attempt that wrote it", async () => {
    const { writer, kept, shown, attempts } = create();
    writer.log("stdout", "one");
    writer.log("stderr", "two");
    await writer.close();
    expect(kept.map(({ line, stream, text }) => [line, stream, text])).toEqual([
      [5, "stdout", "one"],
      [6, "stderr", "two"],
    ]);
    expect(shown.flatMap((event) => (event.type === "log-lines" ? event.lines : []))).toEqual(kept);
    expect(attempts).toEqual([3]);
  });

  it("survives a database that does not answer for a while", async () => {
    const { writer, kept } = create({ failures: 2 });
    writer.log("stdout", "one");
    await writer.close();
    expect(kept).toHaveLength(1);
  });

  it("A23: shows no secret, not even one that lies where a line is cut", async () => {
    const secret = "sk-0123456789abcdef";
    const { writer, kept, shown } = create({ redact: (text) => text.replaceAll(secret, "[secret]") });
    writer.log("stdout", `${"x".repeat(3_990)}${secret}`);
    await writer.close();
    expect(JSON.stringify([kept, shown])).not.toContain("sk-0123");
  });

  it("holds only what Postgres can keep, whatever a build prints", async () => {
    const piece = fc.constantFrom("a", "\0", "\uD800", "\uDC00", "😀", "é", "\u001B[31m", "x".repeat(3_999));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(piece, { maxLength: 6 }), { maxLength: 10 }), async (lines) => {
        const { writer, kept } = create();
        for (const line of [...lines, ["x".repeat(3_999), "😀"]]) writer.log("stdout", line.join(""));
        await writer.close();
        expect(kept).toHaveLength(lines.length + 1);
        for (const { text } of kept) expect(text.includes("\0") || !text.isWellFormed()).toBe(false);
      }),
      { numRuns: 30 },
    );
  });

  it("ends at its limit and says so, but keeps what the deployment says of itself", async () => {
    const { writer, kept } = create();
    for (let line = 0; line < 20_050; line += 1) writer.log("stdout", "x");
    writer.log("system", "The build failed.");
    await writer.close();
    expect(kept.slice(-2).map(({ text }) => text)).toEqual([
      "Only the first 20000 lines are kept",
      "The build failed.",
    ]);
    expect(kept.map(({ line }) => line)).toEqual(kept.map((_, index) => index + 5));
  });
});
