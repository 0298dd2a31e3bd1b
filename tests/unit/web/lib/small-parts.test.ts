import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { readFieldErrors } from "#web/lib/forms/read-field-errors.ts";
import { matchesSearch } from "#web/lib/projects/matches-search.ts";
import { toHue } from "#web/lib/projects/to-hue.ts";
import { AuthProblemError } from "#web/lib/supabase/auth-problem-error.ts";

describe("search", () => {
  test("finds every word, in any order, whatever case and accents", () => {
    expect(matchesSearch("grosse cafe", ["Café Große", "cafe"])).toBe(false);
    expect(matchesSearch("BOX rec", ["Recipe box"])).toBe(true);
    expect(matchesSearch("cafe", ["Café"])).toBe(true);
    expect(matchesSearch("  ", ["anything"])).toBe(true);
    expect(matchesSearch("box shop", ["Recipe box"])).toBe(false);
  });
});

test("a hue is a place on the circle, the same one each time", () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(toHue(text)).toBe(toHue(text));
      expect(toHue(text)).toBeGreaterThanOrEqual(0);
      expect(toHue(text)).toBeLessThan(360);
    }),
  );
  expect(new Set(["shop", "shop-2", "shop-3", "shops", "spoh"].map(toHue)).size).toBe(5);
});

test("a field keeps its first complaint", () => {
  const schema = z.object({ email: z.email("bad email").min(9, "short"), password: z.string().min(8, "too short") });
  const { error } = schema.safeParse({ email: "nope", password: "x" });
  expect(error && readFieldErrors(error)).toEqual({ email: "bad email", password: "too short" });
});

test("a refusal of Supabase Auth is said in our words, an unknown one in its own", () => {
  expect(new AuthProblemError({ message: "x", code: "email_exists" })).toMatchObject({ code: "user_already_exists" });
  expect(new AuthProblemError({ message: "Database is gone.", code: "odd" }).detail).toBe(
    "Signing in did not work: Database is gone.",
  );
});
