import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type CommitMessage, composeMessage } from "#git-service/message/compose-message.ts";
import { parseMessage } from "#git-service/message/parse-message.ts";

const run: CommitMessage["run"] = {
  id: "0190e8a0-0000-7000-8000-000000000001",
  step: 3,
  feature: "Appointments",
  model: "demo/groomer",
  prompt: "builder@4",
  usage: { inputTokens: 1200, cachedInputTokens: 0, outputTokens: 340, costUsd: 0.0123 },
  checks: { types: "passed", build: "failed" },
};

describe("composeMessage", () => {
  it("puts subject, body and trailers together", () => {
    const text = composeMessage({
      subject: "Add appointments",
      body: "With a calendar.",
      run,
      coAuthors: [{ name: "Ada Lovelace", email: "ada@example.com" }],
    });
    expect(text).toBe(
      [
        "Add appointments",
        "",
        "With a calendar.",
        "",
        "LetsCode-Run: 0190e8a0-0000-7000-8000-000000000001",
        "LetsCode-Step: 3",
        "LetsCode-Plan: Appointments",
        "LetsCode-Model: demo/groomer",
        "LetsCode-Prompt: builder@4",
        "LetsCode-Cost: in=1200 out=340 usd=0.012300",
        "LetsCode-Checks: types=passed build=failed",
        "Co-authored-by: Ada Lovelace <ada@example.com>",
        "",
      ].join("\n"),
    );
  });

  it("cuts a long subject at 72 characters, whole characters", () => {
    const [subject = ""] = composeMessage({ subject: `Add ${"🎉".repeat(100)}` }).split("\n");
    expect([...subject]).toHaveLength(72);
    expect(subject.isWellFormed()).toBe(true);
    expect(subject.endsWith("…")).toBe(true);
  });

  it("has a subject even when there is none", () => {
    expect(composeMessage({ subject: " \n\t" })).toBe("Change files\n");
  });
});

const trailerName = fc.constantFrom(
  "LetsCode-Run",
  "letscode-cost",
  "Co-authored-by",
  "CO-AUTHORED-BY",
  "Signed-off-by",
);
const hostile = fc.oneof(
  fc.string({ unit: "binary", maxLength: 40 }),
  fc
    .tuple(
      fc.string({ maxLength: 5 }),
      fc.constantFrom("\n", "\r\n", "\r", "\u2028", "\n\n", "\u0085", "\v"),
      trailerName,
    )
    .map(([start, end, name]) => `${start}${end}${name}: forged <evil@example.com>`),
);

describe("A21: commit messages", () => {
  it("no part of a message can add a trailer or a co-author", () => {
    fc.assert(
      fc.property(hostile, hostile, hostile, hostile, (subject, body, model, name) => {
        const text = composeMessage({
          subject,
          body,
          run: {
            id: "run",
            step: 1,
            feature: name,
            model,
            prompt: model,
            usage: { inputTokens: 1, cachedInputTokens: 0, outputTokens: 2, costUsd: 0 },
            checks: { [name]: model },
          },
          coAuthors: [{ name, email: `${model}@x` }],
        });
        const parsed = parseMessage(text);
        const names = Object.keys(parsed.trailers).map((one) => one.toLowerCase());
        return (
          parsed.trailers["LetsCode-Run"] === "run" &&
          parsed.trailers["LetsCode-Cost"] === "in=1 out=2 usd=0.000000" &&
          new Set(names).size === names.length &&
          names.every((one) => one.startsWith("letscode-")) &&
          parsed.coAuthors.length <= 1
        );
      }),
      { numRuns: 200 },
    );
  });

  it("a body without a run brings no trailer of ours", () => {
    fc.assert(
      fc.property(hostile, hostile, (subject, body) => {
        const { trailers, coAuthors } = parseMessage(composeMessage({ subject, body }));
        return !Object.keys(trailers).some((name) => /^letscode-/i.test(name)) && coAuthors.length === 0;
      }),
      { numRuns: 200 },
    );
  });

  it("comes back as it went in", () => {
    const line = fc
      .string({ unit: "grapheme", minLength: 1, maxLength: 30 })
      .filter((text) => /^[^\s:>][^:\n\r]*[^\s:]$/u.test(text) && !/\s{2}|[\p{Cc}\u2028\u2029]/u.test(text));
    fc.assert(
      fc.property(line, fc.array(line, { maxLength: 3 }), line, (subject, paragraphs, name) => {
        const body = paragraphs.join("\n\n");
        const coAuthors = [{ name: name.replaceAll(/[<>]/g, "x"), email: "a@example.com" }];
        const parsed = parseMessage(composeMessage({ subject, body, run, coAuthors }));
        expect(parsed).toMatchObject({ subject, body, coAuthors });
        expect(parsed.trailers["LetsCode-Step"]).toBe("3");
      }),
      { numRuns: 300 },
    );
  });
});
