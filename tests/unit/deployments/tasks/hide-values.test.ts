import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hideInError, hideValues } from "#deployments/tasks/hide-values.ts";

describe("values of variables in what people read", () => {
  it("A23: give way to their names, the longest first", () => {
    const environment = { KEY: "secret-one", LONG: "secret-one-and-more", MODE: "on" };
    expect(hideValues("is secret-one-and-more, secret-one, on", environment)).toBe("is [LONG], [KEY], on");
  });

  it("A23: give way in every text of an error, and change its cause and signature in nothing", () => {
    const environment = { KEY: "secret-one" };
    const error = {
      code: "x",
      message: "secret-one",
      fix: "not secret-one",
      excerpt: ["a secret-one b"],
      signature: "s",
    };
    expect(hideInError(error, environment)).toEqual({
      code: "x",
      message: "[KEY]",
      fix: "not [KEY]",
      excerpt: ["a [KEY] b"],
      signature: "s",
    });
  });

  it("A23: are in no text whatever they are", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 6, maxLength: 40 }), fc.string(), fc.string(), (value, before, after) => {
        fc.pre(!"[KEY]".includes(value) && !value.includes("[KEY]"));
        expect(hideValues(`${before}${value}${after}`, { KEY: value })).not.toContain(`${before}${value}${after}`);
      }),
    );
  });
});
