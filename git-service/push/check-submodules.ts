import { checkPath } from "../paths/check-path.ts";

// oxlint-disable-next-line no-control-regex -- control characters are what is refused
const control = /[\u0000-\u0008\u000B-\u001F\u007F]/;

/** Addresses a submodule may have: no local path, no transport that runs a program, no option in disguise. */
const allowedUrl = /^(?:https:\/\/|ssh:\/\/[^-]|git@[\w.-]+:|\.{1,2}\/)\S*$/;

/** A key of interest, at the beginning of a line or behind a section's header. */
const setting = /(?:^|\])\s*(path|url|update)\s*=\s*(.*?)\s*$/i;

/**
 * Why a .gitmodules file is refused, or null. Git's own check misses a carriage return in a path (CVE-2025-48384) and
 * addresses such as `ext::…`, which run a program on the machine that clones. What Git's syntax could hide (quotes
 * in the middle, continued lines) is refused with the rest, since no path or address needs it.
 */
export const checkSubmodules = (content: string): string | null => {
  for (const [index, line] of content.replaceAll("\r\n", "\n").split("\n").entries()) {
    const at = `line ${index + 1} of .gitmodules`;
    if (control.test(line)) return `${at} holds a control character`;
    const [, key = "", quoted = ""] = setting.exec(line) ?? [];
    const value = quoted.replace(/^"(.*)"$/, "$1");
    const reason = key.toLowerCase() === "path" ? checkPath(value) : null;
    if (reason !== null) return `the path in ${at} is refused: ${reason}`;
    if (key.toLowerCase() === "url" && !allowedUrl.test(value)) {
      return `the address in ${at} is refused: use https, ssh, or a path relative to this repository`;
    }
    if (key.toLowerCase() === "update" && value.startsWith("!")) return `${at} would run a program`;
  }
  return null;
};
