export type Side = "top" | "right" | "bottom" | "left";

export interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

const GAP = 6;
const MARGIN = 8;
const opposite: Record<Side, Side> = { top: "bottom", bottom: "top", left: "right", right: "left" };

const positionAt = (side: Side, anchor: Box, size: { width: number; height: number }): { x: number; y: number } => {
  const centredX = anchor.left + (anchor.width - size.width) / 2;
  const centredY = anchor.top + (anchor.height - size.height) / 2;
  switch (side) {
    case "top":
      return { x: centredX, y: anchor.top - size.height - GAP };
    case "bottom":
      return { x: centredX, y: anchor.top + anchor.height + GAP };
    case "left":
      return { x: anchor.left - size.width - GAP, y: centredY };
    case "right":
      return { x: anchor.left + anchor.width + GAP, y: centredY };
  }
};

const clamp = (value: number, least: number, most: number): number => Math.max(least, Math.min(value, most));

/**
 * Where a tooltip's upper left corner goes, in pixels of the viewport: beside its anchor, on the other side when there
 * is no room, and never past the edge.
 */
export const placeTooltip = (
  side: Side,
  anchor: Box,
  size: { width: number; height: number },
  viewport: { width: number; height: number },
): { x: number; y: number } => {
  const fits = ({ x, y }: { x: number; y: number }): boolean =>
    side === "top" || side === "bottom"
      ? y >= MARGIN && y + size.height <= viewport.height - MARGIN
      : x >= MARGIN && x + size.width <= viewport.width - MARGIN;
  const wanted = positionAt(side, anchor, size);
  const { x, y } = fits(wanted) ? wanted : positionAt(opposite[side], anchor, size);
  return {
    x: Math.round(clamp(x, MARGIN, Math.max(MARGIN, viewport.width - size.width - MARGIN))),
    y: Math.round(clamp(y, MARGIN, Math.max(MARGIN, viewport.height - size.height - MARGIN))),
  };
};
