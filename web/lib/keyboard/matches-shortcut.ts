/** The parts of a keyboard event a shortcut looks at. */
export interface PressedKey {
  key: string;
  metaKey: boolean;
  ctrlKey: boolean;
  shiftKey: boolean;
  altKey: boolean;
  /** During composition of a character; such presses belong to the input method. */
  isComposing: boolean;
  target: EventTarget | null;
}

const typingElements = "input, textarea, select, [contenteditable='true'], [role='textbox']";

const isTyping = (target: EventTarget | null): boolean =>
  typeof Element !== "undefined" && target instanceof Element && target.closest(typingElements) !== null;

/** Whether a key press is the given combination; `mod` is Cmd or Ctrl, whichever this keyboard uses. */
export const matchesShortcut = (pressed: PressedKey, keys: string): boolean => {
  const parts = keys.toLowerCase().split("+");
  const key = parts.at(-1) ?? "";
  const wants = (name: string): boolean => parts.slice(0, -1).includes(name);
  const hasMod = pressed.metaKey || pressed.ctrlKey;
  if (pressed.isComposing || pressed.key.toLowerCase() !== key) return false;
  if (hasMod !== wants("mod") || pressed.altKey !== wants("alt")) return false;
  // Whether Shift is needed to type a sign depends on the keyboard; for letters it is part of the combination.
  if (/^[a-z0-9]$|^\w{2,}$/.test(key) && pressed.shiftKey !== wants("shift")) return false;
  return wants("mod") || !isTyping(pressed.target);
};
