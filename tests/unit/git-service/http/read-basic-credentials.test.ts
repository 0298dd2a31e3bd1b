import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readBasicCredentials } from "#git-service/http/read-basic-credentials.ts";

const header = (text: string) => `Basic ${Buffer.from(text).toString("base64")}`;

describe("readBasicCredentials", () => {
  it("reads back any user name and password", () => {
    const user = fc.string({ unit: "grapheme" }).filter((text) => !text.includes(":"));
    fc.assert(
      fc.property(user, fc.string({ unit: "grapheme" }), (username, password) => {
        expect(readBasicCredentials(header(`${username}:${password}`))).toEqual({ username, password });
      }),
    );
  });

  it("keeps colons of the password and takes any case of the scheme", () => {
    expect(readBasicCredentials(header("x:a:b").replace("Basic", "bAsIc"))).toEqual({ username: "x", password: "a:b" });
  });

  it.each([
    undefined,
    "",
    "Basic",
    "Basic ",
    "Bearer abc",
    "Basic !!!",
    header("no colon"),
    `${header("a:b")}, Basic x`,
  ])("answers null to %j", (value) => {
    expect(readBasicCredentials(value)).toBeNull();
  });
});
