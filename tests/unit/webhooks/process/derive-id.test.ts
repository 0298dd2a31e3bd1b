import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { idSchema } from "#core/contracts/id.ts";
import { deriveId } from "#webhooks/process/derive-id.ts";

describe("deriveId", () => {
  it("makes a UUID of version 5, equal for equal names and for no others", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (one, other) => {
        expect(idSchema.safeParse(deriveId(one)).success).toBe(true);
        expect(deriveId(one)[14]).toBe("5");
        expect(deriveId(one) === deriveId(other)).toBe(one === other);
      }),
    );
  });
});
