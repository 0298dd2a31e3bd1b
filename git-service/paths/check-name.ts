/** Bytes of one name: what ext4, APFS and NTFS take. */
export const MAXIMUM_NAME_BYTES = 255;

/** Characters HFS+ leaves out when it compares names, so that `.g<ZWNJ>it` is `.git` on a Mac. */
const hfsIgnorable = /[\u200C-\u200F\u202A-\u202E\u206A-\u206F\uFEFF]/g;

/** Characters that turn the order of text on the screen around and so disguise a name. */
const bidiControl = /[\u202A-\u202E\u2066-\u2069]/;

// oxlint-disable-next-line no-control-regex -- control characters are what is refused
const controlCharacter = /[\u0000-\u001F\u007F-\u009F]/;

const windowsForbidden = /[<>:"|?*]/;

/** Names Windows gives to devices, whatever extension follows. Superscript digits count as digits there. */
const deviceName = /^(?:con|prn|aux|nul|clock\$|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])$/i;

/** Whether a name is `.git` to any system: case, trailing dots, NTFS short names and streams, characters HFS+ ignores. */
export const isDotGit = (name: string): boolean => {
  const folded = name.replaceAll(hfsIgnorable, "").normalize("NFC").toLowerCase();
  const stem = (folded.split(":")[0] ?? "").replace(/[. ]+$/, "");
  return stem === ".git" || /^git(?:mod|att|ign)?~\d+$/.test(stem);
};

const isDevice = (name: string): boolean => deviceName.test((name.split(".")[0] ?? "").trimEnd());

const rules: [isBroken: (name: string) => boolean, reason: string][] = [
  [(name) => name === "", "it has an empty name between two slashes"],
  [(name) => name === "." || name === "..", "it contains `.` or `..`"],
  [isDotGit, "`.git` in any spelling belongs to Git"],
  [(name) => name.includes("\\"), "it contains a backslash"],
  [(name) => controlCharacter.test(name), "it contains a control character"],
  [(name) => !name.isWellFormed() || name.includes("\uFFFD"), "it is not valid UTF-8"],
  [(name) => bidiControl.test(name), "it contains characters that reverse text"],
  [(name) => windowsForbidden.test(name), 'it contains one of < > : " | ? *, which Windows cannot store'],
  [(name) => name.endsWith(".") || name.endsWith(" "), "a name ends in a dot or a space, which Windows drops"],
  [isDevice, "Windows keeps this name for a device"],
  [(name) => Buffer.byteLength(name) > MAXIMUM_NAME_BYTES, `a name is longer than ${MAXIMUM_NAME_BYTES} bytes`],
];

/** Why one name of a path is refused, or null. */
export const checkName = (name: string): string | null => rules.find(([isBroken]) => isBroken(name))?.[1] ?? null;
