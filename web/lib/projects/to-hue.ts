const CIRCLE = 360;

/** A hue in degrees for a text, always the same one, spread over the circle. */
export const toHue = (text: string): number => {
  let hash = 2_166_136_261;
  // FNV-1a: short, and close texts come out far apart.
  for (const character of text) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 16_777_619) >>> 0;
  return hash % CIRCLE;
};
