import { describe, expect, it } from "vitest";
import { listBranchVersions, listCommitVersions } from "#web/features/workspace/preview/preview-versions.ts";
import { makeDeployment } from "../data/make-rows.ts";

const build = (digit: string, change: Partial<ReturnType<typeof makeDeployment>> = {}) =>
  makeDeployment({
    id: `00000000-0000-4000-8000-00000000000${digit}`,
    commitSha: digit.repeat(40),
    host: "local",
    environment: "preview",
    branch: "feature",
    state: "ready",
    url: "http://feature--shop.preview.localhost:3000",
    address: "feature--shop",
    isCurrent: false,
    ...change,
  });
const production = {
  branch: "main",
  environment: "production" as const,
  url: "http://shop.live.localhost:3000",
  address: "shop",
};

describe("versions of an app", () => {
  it("are each ready commit of the branch once, at an address of its own", () => {
    const newest = [build("3", { state: "error" }), build("2"), build("2"), build("1"), build("0", production)];
    const subjects = new Map([["2".repeat(40), { subject: "Add a shop" }]]);
    expect(listCommitVersions(newest, "feature", subjects)).toMatchObject([
      {
        commitSha: "2".repeat(40),
        subject: "Add a shop",
        url: "http://commit-222222222222--shop.preview.localhost:3000",
      },
      { commitSha: "1".repeat(40), subject: null },
    ]);
  });

  it("are what each branch serves: production for the default branch, a preview for any other", () => {
    const newest = [
      build("5", { ...production, environment: "preview", isCurrent: true }),
      build("4", { ...production, isCurrent: true }),
      build("3", { branch: "other", isCurrent: false }),
      build("2", { isCurrent: true }),
    ];
    expect(listBranchVersions(newest, "main", new Map())).toMatchObject([
      { id: "branch:main", commitSha: "4".repeat(40) },
      { id: "branch:feature", commitSha: "2".repeat(40) },
    ]);
  });
});
