import { describe, expect, it } from "vitest";
import { parseMessage } from "#git-service/message/parse-message.ts";

describe("parseMessage", () => {
  it("takes the last paragraph for trailers only when it is nothing else", () => {
    expect(parseMessage("Fix it\n\nNote: this is why.\nIt was broken.\n")).toEqual({
      subject: "Fix it",
      body: "Note: this is why.\nIt was broken.",
      trailers: {},
      coAuthors: [],
    });
    expect(parseMessage("Fix it\n\nWhy.\n\nRefs: 12\nReviewed-by: Bo\n").trailers).toEqual({
      Refs: "12",
      "Reviewed-by": "Bo",
    });
  });

  it("reads folded values, co-authors, and Windows line ends", () => {
    const parsed = parseMessage(
      "Fix\r\n\r\nLong: one\r\n  two\r\nco-authored-by: Ada <ada@example.com>\r\nCo-authored-by: nobody\r\n",
    );
    expect(parsed.trailers).toEqual({ Long: "one two" });
    expect(parsed.coAuthors).toEqual([{ name: "Ada", email: "ada@example.com" }]);
  });

  it("lets the first of two trailers with one name count", () => {
    expect(parseMessage("A\n\nLetsCode-Run: one\nLetsCode-Run: two").trailers).toEqual({ "LetsCode-Run": "one" });
  });

  it("copes with a subject alone, an empty message and a subject that looks like a trailer", () => {
    expect(parseMessage("Only a subject")).toMatchObject({ subject: "Only a subject", body: "", trailers: {} });
    expect(parseMessage("")).toMatchObject({ subject: "", body: "", trailers: {} });
    expect(parseMessage("LetsCode-Run: x")).toMatchObject({ subject: "LetsCode-Run: x", trailers: {} });
    expect(parseMessage("Fix\nLetsCode-Run: x")).toMatchObject({ trailers: {} });
  });

  it("has no inherited names", () => {
    expect(parseMessage("A\n\nconstructor: x").trailers.constructor).toBe("x");
  });
});
