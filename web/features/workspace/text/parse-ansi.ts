import { revealControls } from "./reveal-controls.ts";

export type AnsiColour = "grey" | "red" | "green" | "yellow" | "blue" | "magenta" | "cyan" | null;

/** A run of text of one look. */
export interface AnsiSpan {
  text: string;
  colour: AnsiColour;
  isBold: boolean;
  isDim: boolean;
  isItalic: boolean;
  isUnderlined: boolean;
}

type Look = Omit<AnsiSpan, "text">;

const plain: Look = { colour: null, isBold: false, isDim: false, isItalic: false, isUnderlined: false };

/** Black and white are the colour of the text itself, or they would vanish in one of the themes. */
const colours: readonly AnsiColour[] = [null, "red", "green", "yellow", "blue", "magenta", "cyan", null];

/** The nearest of our colours: by the brightest and the darkest channel, as hue and saturation are made. */
const nearest = (red: number, green: number, blue: number): AnsiColour => {
  const most = Math.max(red, green, blue);
  const least = Math.min(red, green, blue);
  if (most - least < 48) return most < 160 && most > 40 ? "grey" : null;
  const isHigh = (channel: number) => channel - least > (most - least) * 0.6;
  const key = `${Number(isHigh(red))}${Number(isHigh(green))}${Number(isHigh(blue))}`;
  const named: Record<string, AnsiColour> = {
    100: "red",
    "010": "green",
    110: "yellow",
    "001": "blue",
    101: "magenta",
    "011": "cyan",
  };
  return named[key] ?? null;
};

/** A number of the 256-colour palette: 16 named ones, a cube of 216, 24 greys. */
const fromPalette = (index: number): AnsiColour => {
  if (index < 8) return colours[index] ?? null;
  if (index === 8) return "grey";
  if (index < 16) return colours[index - 8] ?? null;
  if (index > 231) return "grey";
  const level = (place: number) => (Math.floor((index - 16) / place) % 6) * 51;
  return nearest(level(36), level(6), level(1));
};

/** Reads the colour after a 38: `5;n` or `2;r;g;b`. Answers how many numbers it took. */
const readColour = (codes: readonly number[]): { colour: AnsiColour; taken: number } => {
  if (codes[0] === 5) return { colour: fromPalette(codes[1] ?? 0), taken: 2 };
  if (codes[0] === 2) return { colour: nearest(codes[1] ?? 0, codes[2] ?? 0, codes[3] ?? 0), taken: 4 };
  return { colour: null, taken: 0 };
};

/** Applies the numbers of one "select graphic rendition" sequence. Backgrounds are not shown. */
const applyCodes = (look: Look, codes: readonly number[]): Look => {
  let next = look;
  for (let index = 0; index < codes.length; index += 1) {
    const code = codes[index] ?? 0;
    if (code === 0) next = plain;
    else if (code === 1) next = { ...next, isBold: true };
    else if (code === 2) next = { ...next, isDim: true };
    else if (code === 3) next = { ...next, isItalic: true };
    else if (code === 4) next = { ...next, isUnderlined: true };
    else if (code === 22) next = { ...next, isBold: false, isDim: false };
    else if (code === 23) next = { ...next, isItalic: false };
    else if (code === 24) next = { ...next, isUnderlined: false };
    else if (code === 39) next = { ...next, colour: null };
    else if (code >= 30 && code <= 37) next = { ...next, colour: colours[code - 30] ?? null };
    else if (code === 90) next = { ...next, colour: "grey" };
    else if (code >= 91 && code <= 97) next = { ...next, colour: colours[code - 90] ?? null };
    else if (code === 38 || code === 48) {
      const { colour, taken } = readColour(codes.slice(index + 1));
      if (code === 38) next = { ...next, colour };
      index += taken;
    }
  }
  return next;
};

/**
 * Every escape sequence of ECMA-48: CSI (colours among them), OSC and the other strings (titles, hyperlinks: what
 * they wrap stays, where they point is dropped), and the short ones. An unfinished one at the end counts too.
 */
const sequence =
  // oxlint-disable-next-line no-control-regex
  /(?:\u001B\[|\u009B)([0-?]*)([ -/]*[@-~]|$)|\u001B[\]PX^_][^\u0007\u001B\u009C]*(?:\u0007|\u001B\\|\u009C|(?=\u001B)|$)|\u001B[ -/]*(?:[0-~]|$)/g;

/** What a terminal would show after carriage returns: each begins the line anew. */
const afterReturns = (text: string): string => {
  const parts = text.replace(/\r+$/, "").split("\r");
  return parts.at(-1) ?? "";
};

/**
 * Parses one line of a log into spans. Only colours and weights come through: no link, no cursor movement, no
 * title, whatever the line says (A29).
 */
export const parseAnsi = (line: string): AnsiSpan[] => {
  const spans: AnsiSpan[] = [];
  let look = plain;
  let at = 0;
  const push = (text: string): void => {
    if (text !== "") spans.push({ ...look, text: revealControls(text) });
  };
  const text = afterReturns(line);
  for (const match of text.matchAll(sequence)) {
    push(text.slice(at, match.index));
    at = match.index + match[0].length;
    const [, parameters, final] = match;
    if (final === "m")
      look = applyCodes(
        look,
        (parameters ?? "").split(/[;:]/).map((code) => Number.parseInt(code, 10) || 0),
      );
  }
  push(text.slice(at));
  return spans;
};

/** A line without any escape sequence, for searching and copying. */
export const stripAnsi = (line: string): string =>
  parseAnsi(line)
    .map(({ text }) => text)
    .join("");
