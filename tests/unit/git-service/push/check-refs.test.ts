import { describe, expect, it } from "vitest";
import { checkRefs, MAXIMUM_REFS } from "#git-service/push/check-refs.ts";

const sha = "1".repeat(40);
const other = "2".repeat(40);
const repository = { defaultBranch: "main", branches: ["main", "feature", "team/a"] };
const create = (ref: string) => checkRefs([{ ref, before: null, after: sha }], repository);

describe("checkRefs", () => {
  it("lets branches and tags be made, moved and deleted", () => {
    expect(
      checkRefs(
        [
          { ref: "refs/heads/new", before: null, after: sha },
          { ref: "refs/heads/main", before: other, after: sha },
          { ref: "refs/heads/feature", before: other, after: null },
          { ref: "refs/tags/v1.0", before: null, after: sha },
          { ref: "refs/tags/v0.9", before: sha, after: null },
        ],
        repository,
      ),
    ).toEqual([]);
  });

  it.each([
    ["refs/letscode/kept/x", "only branches and tags"],
    ["refs/notes/commits", "only branches and tags"],
    ["refs/for/main", "only branches and tags"],
    ["refs/heads/$(id)", "use letters"],
    ["refs/heads/`id`", "use letters"],
    ["refs/heads/-rf", "use letters"],
    ["refs/heads/--upload-pack=x", "use letters"],
    ["refs/heads/a;b", "use letters"],
    ["refs/tags/a|b", "use letters"],
    ["refs/heads/feature/x", "beside the branch feature"],
    ["refs/heads/team", "beside the branch team/a"],
  ])("A21: refuses %s", (ref, reason) => {
    expect(create(ref)).toEqual([expect.stringContaining(reason)]);
  });

  it("keeps the default branch", () => {
    expect(checkRefs([{ ref: "refs/heads/main", before: sha, after: null }], repository)).toEqual([
      expect.stringContaining("cannot be deleted"),
    ]);
  });

  it("lets a branch take the place of one that the same push deletes", () => {
    expect(
      checkRefs(
        [
          { ref: "refs/heads/feature", before: sha, after: null },
          { ref: "refs/heads/feature/x", before: null, after: sha },
        ],
        repository,
      ),
    ).toEqual([]);
  });

  it("limits how many refs one push moves", () => {
    const many = Array.from({ length: MAXIMUM_REFS + 1 }, (_, index) => ({
      ref: `refs/tags/t${index}`,
      before: null,
      after: sha,
    }));
    expect(checkRefs(many, repository)).toHaveLength(1);
    expect(checkRefs(many.slice(1), repository)).toEqual([]);
  });
});
