/** The accent colours of the demo's apps; each is dark enough for white text on it. */
export const palette = {
  green: "#15803d",
  teal: "#0f766e",
  blue: "#2563eb",
  indigo: "#4f46e5",
  violet: "#7c3aed",
  pink: "#be185d",
  red: "#b91c1c",
  orange: "#c2410c",
  amber: "#a16207",
};

const { green, teal, blue, indigo, violet, pink, red, orange, amber } = palette;

/** Colours by the words people use; each fit for white text as well. */
const namedColours: Record<string, string> = {
  green,
  emerald: "#047857",
  teal,
  turquoise: "#0f766e",
  cyan: "#0e7490",
  blue,
  navy: "#1e3a8a",
  sky: "#0369a1",
  indigo,
  purple: violet,
  violet,
  lavender: "#7c3aed",
  pink,
  magenta: "#a21caf",
  rose: "#be123c",
  red,
  crimson: "#9f1239",
  orange,
  amber,
  yellow: "#a16207",
  gold: "#a16207",
  brown: "#7c4a21",
  grey: "#52525b",
  gray: "#52525b",
  black: "#27272a",
};

const names = Object.keys(namedColours).join("|");
const asked = new RegExp(
  `\\b(?:make (?:it|everything|the \\w+)|in|look|use|with|colou?red?|accent|theme)(?: (?:an?|all|the|nice|dark|deep|light|bright|soft|colou?r|accent|theme|is|of))* (${names})\\b|\\b(${names})\\b(?:,? (?:accent|theme|colou?r|look|design|style|please|branding|version))`,
  "i",
);

/** The accent colour a description asks for in passing: "make it purple", "a green theme". Undefined when it asks for none. */
export function findColour(text: string): string | undefined {
  const match = asked.exec(text);
  return namedColours[(match?.[1] ?? match?.[2] ?? "").toLowerCase()];
}

const mentioned = new RegExp(String.raw`#[0-9a-f]{6}\b|#[0-9a-f]{3}\b|\b(?:${names})\b`, "gi");

const toChannels = (hex: string) => [1, 3, 5].map((start) => Number.parseInt(hex.slice(start, start + 2), 16));
const toHex = (channels: number[]) =>
  `#${channels.map((value) => Math.round(value).toString(16).padStart(2, "0")).join("")}`;

/** WCAG 2 contrast of white text on a colour. */
export function contrastWithWhite(hex: string): number {
  const [red = 0, green = 0, blue = 0] = toChannels(hex).map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05);
}

/** A colour dark enough for white text on it: itself, or as much of a darker shade as that takes. */
export function toAccent(hex: string): string {
  const full = hex.length === 4 ? hex.replaceAll(/[0-9a-f]/gi, "$&$&") : hex;
  let channels = toChannels(full.toLowerCase());
  while (contrastWithWhite(toHex(channels)) < 4.6) channels = channels.map((value) => value * 0.95);
  return toHex(channels);
}

/** The last colour a text mentions, which is the new one in "from purple to orange". */
export function findMentionedColour(text: string): { colour: string; name: string } | undefined {
  const name = text.match(mentioned)?.at(-1)?.toLowerCase();
  if (name === undefined) return undefined;
  return { colour: name.startsWith("#") ? toAccent(name) : (namedColours[name] ?? palette.indigo), name };
}
