import { describe, expect, it } from "vitest";
import type { ReviewComment, ReviewThread } from "#core/contracts/pull-request.ts";
import { composeRequest, mentionPattern } from "#runtime/services/review/start-answer.ts";

const comment = (name: string, body: string) => ({ author: { name, login: null }, body }) as ReviewComment;

describe("a mention", () => {
  it.each(["@letscode do it", "Please, @LetsCode: rename this", "(@letscode)", "line\n@letscode go"])(
    "is heard: %s",
    (text) => {
      expect(mentionPattern.test(text)).toBe(true);
    },
  );

  it.each(["mail a@letscode.dev", "letscode", "@letscode-bot", "@letscoders", "see /@letscode/x"])(
    "is not one: %s",
    (text) => {
      expect(mentionPattern.test(text)).toBe(false);
    },
  );
});

describe("what the AI is asked", () => {
  const thread = { path: "src/app.ts", line: 3, side: "new", excerpt: "const a = 1;" } as ReviewThread;

  it("begins with the comment, without the mention, and says where it stands", () => {
    const request = composeRequest({ number: 4, title: "Shop" }, thread, [comment("Ada", "@letscode, call it total")]);
    expect(request.split("\n\n")).toEqual([
      "call it total",
      "(A review comment by Ada on line 3 of src/app.ts, in pull request 4.)",
      "The lines it is about:\n```\nconst a = 1;\n```",
    ]);
  });

  it("has what was said before in the thread", () => {
    const request = composeRequest({ number: 4, title: "Shop" }, { ...thread, path: null, excerpt: "" }, [
      comment("Ada", "Why a?"),
      comment("LetsCode", "It counts."),
      comment("Ada", "Then say so"),
    ]);
    expect(request).toContain("Said before in this thread:\nAda: Why a?\nLetsCode: It counts.");
    expect(request.startsWith("Then say so\n\n(A review comment by Ada, in pull request 4.)")).toBe(true);
  });
});
