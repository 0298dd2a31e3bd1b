import { describe, expect, it } from "vitest";
import { checkDraft, readDraft, toDraft } from "#web/lib/budgets/limit-draft.ts";
import { formatShare } from "#web/lib/format/format-share.ts";

describe("a limit as it is typed", () => {
  it("is read with and without separators, and empty as none", () => {
    expect(readDraft({ usd: " $1,250.50 ", tokens: "500 000" })).toEqual({ limitUsd: 1250.5, limitTokens: 500_000 });
    expect(readDraft({ usd: "", tokens: " " })).toEqual({ limitUsd: null, limitTokens: null });
    expect(toDraft({ limitUsd: 0, limitTokens: null })).toEqual({ usd: "0", tokens: "" });
  });

  it.each([
    [{ usd: "ten", tokens: "" }, ["usd"]],
    [{ usd: "-1", tokens: "1.5" }, ["usd", "tokens"]],
    [{ usd: "0", tokens: "0" }, []],
  ])("says what is wrong with %o", (draft, wrong) => {
    expect(Object.keys(checkDraft(draft))).toEqual(wrong);
  });

  it("is written as a share of what there may be", () => {
    expect(formatShare("usd", 0.421, 25)).toBe("$0.42 of $25.00");
    expect(formatShare("tokens", 1200, 8_000_000)).toBe("1.2K of 8M tokens");
    expect(formatShare("usd", 0, null)).toBe("$0.00");
  });
});
