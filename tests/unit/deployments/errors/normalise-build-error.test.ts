import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { normaliseBuildError } from "#deployments/errors/normalise-build-error.ts";
import { buildOutputs } from "./build-outputs.ts";

const toLines = (text: string): string[] => text.split("\n");

const run = (seconds: string, hash: string, colour: string) => [
  `vite v8.3.8 building`,
  `dist/assets/index-${hash}.js 244.64 kB`,
  `${colour}✗ Build failed in ${seconds}`,
  `${colour}[UNRESOLVED_IMPORT] Could not resolve './nowhere' in src/main.tsx`,
];

const at = (file: string) =>
  normaliseBuildError("typecheck", [`${file}(3,7): error TS2322: Type 'a' is not assignable to type 'b'.`], "exit", 2);

describe("causes of failed builds", () => {
  it.each(buildOutputs)("tells $name", ({ step, output, code, message, place }) => {
    const error = normaliseBuildError(step, toLines(output), "exit", 1);
    expect(error).toMatchObject({ code, message });
    expect(error.excerpt.join("\n")).toContain(place);
    expect(error.fix).not.toBe("");
  });

  it.each([
    ["time", "timed_out"],
    ["memory", "out_of_memory"],
    ["processes", "too_many_processes"],
    ["disk", "disk_full"],
    ["output", "too_much_output"],
  ] as const)("tells the bound that was broken: %s", (end, code) => {
    const { code: found, excerpt } = normaliseBuildError("build", ["one", "error: two"], end);
    expect(found).toBe(code);
    expect(excerpt).toEqual(["one", "error: two"]);
  });

  it("suspects memory where the machine killed it", () => {
    expect(normaliseBuildError("build", ["transforming..."], "exit", 137).code).toBe("out_of_memory");
  });

  it("says what it can of what it does not know", () => {
    const error = normaliseBuildError("build", ["> app@1 build", "Something odd: failed badly"], "exit", 3);
    expect(error).toMatchObject({ code: "build_failed", message: "The build failed with exit code 3." });
    expect(error.excerpt).toContain("Something odd: failed badly");
  });

  it("signs equal causes alike, whatever the time, the order of chunks or the colours", () => {
    const one = normaliseBuildError("build", run("842ms", "B5dHo2VF", ""), "exit", 1);
    const other = normaliseBuildError("build", run("1.20s", "a81fe300", "\u001B[31m"), "exit", 1);
    expect(other.signature).toBe(one.signature);
    expect(
      normaliseBuildError("build", ["Could not resolve './elsewhere' in src/main.tsx"], "exit", 1).signature,
    ).not.toBe(one.signature);
  });

  it("tells two faults of the same kind apart by their file", () => {
    expect(at("src/a.ts").signature).not.toBe(at("src/b.ts").signature);
    expect(at("src/a.ts").signature).toBe(
      normaliseBuildError(
        "typecheck",
        ["src/a.ts(9,1): error TS2322: Type 'a' is not assignable to type 'b'."],
        "exit",
        2,
      ).signature,
    );
  });

  it("never throws, never grows without bound and shows no control characters", () => {
    const fragment = fc.oneof(
      fc.string(),
      fc.constantFrom(...buildOutputs.map(({ output }) => output)),
      fc.constantFrom("\u001B[31m", "\u001B]8;;javascript:alert(1)\u0007link\u001B]8;;\u0007", "x".repeat(5_000)),
    );
    const end = fc.constantFrom("exit" as const, "time" as const, "memory" as const, "canceled" as const);
    fc.assert(
      fc.property(
        fc.array(fragment, { maxLength: 12 }),
        end,
        fc.constantFrom("build", "install"),
        (parts, end, step) => {
          const error = normaliseBuildError(step, toLines(parts.join("\n")), end, 1);
          expect(error.message.length).toBeLessThanOrEqual(440);
          expect(error.excerpt.length).toBeLessThanOrEqual(16);
          for (const line of error.excerpt) {
            expect(line.length).toBeLessThanOrEqual(500);
            expect(line).not.toContain("\u001B");
          }
          expect(error.signature).toMatch(/^[0-9a-f]{16}$/);
        },
      ),
    );
  });

  it("tells the same cause, and signs it alike, whatever harmless lines stand around it", () => {
    const harmless = fc.array(
      fc.stringMatching(/^[a-z ]{0,40}$/).filter((line) => !/error|fail|cannot|missing|denied/.test(line)),
      {
        maxLength: 20,
      },
    );
    fc.assert(
      fc.property(fc.constantFrom(...buildOutputs), harmless, harmless, ({ step, output, code }, before, after) => {
        const bare = normaliseBuildError(step, toLines(output), "exit", 1);
        const amid = normaliseBuildError(step, [...before, ...toLines(output), ...after], "exit", 1);
        expect(amid.code).toBe(code);
        expect(amid.signature).toBe(bare.signature);
      }),
    );
  });
});
