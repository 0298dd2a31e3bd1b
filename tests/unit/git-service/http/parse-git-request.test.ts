import { describe, expect, it } from "vitest";
import { parseGitRequest } from "#git-service/http/parse-git-request.ts";

const get = (url: string) => parseGitRequest({ method: "GET", url, contentType: undefined });
const post = (url: string, contentType?: string) => parseGitRequest({ method: "POST", url, contentType });

describe("parseGitRequest", () => {
  it("reads the three requests of smart HTTP", () => {
    const path = { owner: "ada", slug: "app" };
    expect(get("/git/ada/app.git/info/refs?service=git-upload-pack")).toEqual({
      kind: "advertise",
      service: "git-upload-pack",
      path,
    });
    expect(post("/git/ada/app.git/git-upload-pack", "application/x-git-upload-pack-request")).toEqual({
      kind: "call",
      service: "git-upload-pack",
      path,
    });
    expect(post("/git/ada/app.git/git-receive-pack", "application/x-git-receive-pack-request")).toEqual({
      kind: "call",
      service: "git-receive-pack",
      path,
    });
    expect(get("/git/ada/app/info/refs?service=git-upload-pack")).toMatchObject({ path });
  });

  it.each([
    [get("/git/ada/app.git/info/refs"), 403],
    [get("/git/ada/app.git/info/refs?service=git-upload-archive"), 403],
    [get("/git/ada/app.git/info/refs?service=--upload-pack=touch"), 403],
    [get("/git/ada/app.git/HEAD"), 404],
    [get("/git/ada/app.git/objects/info/packs"), 404],
    [get("/git/ada/app.git/../other.git/info/refs?service=git-upload-pack"), 404],
    [get("/git/ada/%2e%2e/app.git/info/refs?service=git-upload-pack"), 404],
    [get("/git/-c/app.git/info/refs?service=git-upload-pack"), 404],
    [get("/git/ada/app.git%00/info/refs?service=git-upload-pack"), 404],
    [get("/git/"), 404],
    [get("/git/ada/app.git/git-upload-pack"), 405],
    [post("/git/ada/app.git/info/refs?service=git-upload-pack"), 405],
    [post("/git/ada/app.git/git-upload-pack", "text/plain"), 415],
    [post("/git/ada/app.git/git-receive-pack", "application/x-git-upload-pack-request"), 415],
    [post("/git/ada/app.git/git-receive-pack"), 415],
  ])("refuses %j with %i", (answer, status) => {
    expect(answer).toMatchObject({ kind: "refused", status });
  });
});
