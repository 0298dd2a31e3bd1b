import { describe, expect, it } from "vitest";
import { explainFailure } from "#git-service/github/remote-git.ts";
import { toGitHubError } from "#git-service/github/to-github-error.ts";

const refusal = "fatal: unable to access 'https://github.com/octocat/shop.git/': The requested URL returned error: 403";

describe("what GitHub refused", () => {
  it("because the repository is archived says so, by Git and by the API", () => {
    const pushed = explainFailure(`remote: This repository was archived so it is read-only.\n${refusal}`);
    expect(pushed).toMatchObject({ code: "repository_archived", fix: expect.stringContaining("Unarchive it") });
    const thrown = Object.assign(new Error("Repository was archived so is read-only."), { status: 403 });
    expect(toGitHubError(thrown, new Date())).toMatchObject({ code: "repository_archived", status: 409 });
  });

  it("for want of a permission says that", () => {
    expect(explainFailure(refusal)).toMatchObject({ code: "repository_unreachable", data: { reason: "forbidden" } });
  });
});
