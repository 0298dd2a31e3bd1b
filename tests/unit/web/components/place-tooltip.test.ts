import fc from "fast-check";
import { expect, test } from "vitest";
import { placeTooltip } from "#web/components/place-tooltip.ts";

const viewport = { width: 1440, height: 900 };
const size = { width: 100, height: 24 };

test("a tooltip stands beside its anchor, in the middle", () => {
  expect(placeTooltip("top", { left: 700, top: 400, width: 40, height: 30 }, size, viewport)).toEqual({
    x: 670,
    y: 370,
  });
  expect(placeTooltip("right", { left: 700, top: 400, width: 40, height: 30 }, size, viewport)).toEqual({
    x: 746,
    y: 403,
  });
});

test("without room it goes to the other side", () => {
  expect(placeTooltip("top", { left: 700, top: 4, width: 40, height: 30 }, size, viewport).y).toBe(40);
  expect(placeTooltip("right", { left: 1400, top: 400, width: 30, height: 30 }, size, viewport).x).toBe(1294);
});

test("it never leaves the viewport", () => {
  const place = fc.integer({ min: -50, max: 1500 });
  fc.assert(
    fc.property(fc.constantFrom("top", "right", "bottom", "left"), place, place, (side, left, top) => {
      const { x, y } = placeTooltip(side, { left, top, width: 30, height: 30 }, size, viewport);
      expect(x).toBeGreaterThanOrEqual(8);
      expect(y).toBeGreaterThanOrEqual(8);
      expect(x + size.width).toBeLessThanOrEqual(viewport.width - 8);
      expect(y + size.height).toBeLessThanOrEqual(viewport.height - 8);
    }),
  );
});
