import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { branchNameSchema } from "#core/contracts/branch-name.ts";
import { slugSchema } from "#core/contracts/project.ts";
import { nameRunBranch } from "#runtime/services/name-run-branch.ts";
import { toSlug } from "#runtime/services/to-slug.ts";

/** Code points of all of Unicode, unpaired surrogates too. fast-check's own unit of that kind takes seconds to set up. */
const anyText = (maxLength: number) =>
  fc.array(fc.integer({ min: 0, max: 0x10_ffff }), { maxLength }).map((points) => String.fromCodePoint(...points));

describe("nameRunBranch", () => {
  it("takes the telling words of the prompt", () => {
    expect(nameRunBranch("A booking tool for a dog groomer: customers, their dogs, appointments", "a1b2")).toBe(
      "letscode/booking-tool-dog-groomer-customers-a1b2",
    );
  });

  it("still has a name when the prompt has no Latin letters", () => {
    expect(nameRunBranch("予約アプリ", "a1b2")).toBe("letscode/run-a1b2");
  });

  it("is a valid branch name for any prompt", () => {
    fc.assert(fc.property(anyText(300), (prompt) => branchNameSchema.safeParse(nameRunBranch(prompt, "0f0f")).success));
  });
});

describe("toSlug", () => {
  it("drops accents", () => {
    expect(toSlug("Crème Brûlée & Co.", 40)).toBe("creme-brulee-co");
  });

  it("is a valid slug or empty, for any text", () => {
    fc.assert(
      fc.property(anyText(200), (text) => {
        const slug = toSlug(text, 40);
        return slug === "" || slugSchema.safeParse(slug).success;
      }),
    );
  });
});
