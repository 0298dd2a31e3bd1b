import fc from "fast-check";
import { expect, test } from "vitest";
import { fitItems } from "#orchestrator/prompts/fit-items.ts";

const items = ["one", "two", "three"].map((name) => ({ full: `${name} at length`, brief: name }));

test("keeps what matters most at length, the next in brief, and names what is missing", () => {
  const [one, two, three] = items;
  if (one === undefined || two === undefined || three === undefined) throw new Error("three items");
  expect(fitItems(items, [three, one, two], 1_000)).toMatchObject({ briefCount: 0, missing: [] });
  expect(fitItems(items, [three, one, two], 20)).toEqual({
    text: "one\nthree at length",
    briefCount: 1,
    missing: [two],
  });
});

test("never takes more room than there is, and loses nothing without telling", () => {
  fc.assert(
    fc.property(fc.array(fc.string()), fc.integer({ min: 0, max: 200 }), (texts, room) => {
      const all = texts.map((full) => ({ full, brief: full.slice(0, 3) }));
      const { text, missing } = fitItems(all, all.toReversed(), room);
      expect(text.length).toBeLessThanOrEqual(room);
      expect(missing.length).toBeLessThanOrEqual(all.length);
      for (const item of all) expect(missing.includes(item) || text.includes(item.brief)).toBe(true);
    }),
  );
});
