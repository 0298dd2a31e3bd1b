/**
 * Characters that change how the text around them reads without being seen: direction marks, overrides and isolates,
 * zero-width characters, and control characters other than tab and line break.
 * https://trojansource.codes
 */
const hidden =
  // oxlint-disable-next-line no-control-regex
  /[\u202A-\u202E\u2066-\u2069\u200B\u200E\u200F\u061C\u2028\u2029\uFEFF\u0000-\u0008\u000B-\u001F\u007F-\u009F]/gu;

const spell = (character: string): string =>
  `[U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}]`;

/** Text someone else wrote, with characters that would mislead the reader spelled out (A29). */
export const revealControls = (text: string): string => text.replaceAll(hidden, spell);
