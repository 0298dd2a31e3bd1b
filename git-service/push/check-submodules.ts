import { checkPath } from "../paths/check-path.ts";

// oxlint-disable-next-line no-control-regex -- control characters are what is refused
const control = /[\u0000-\u0008\u000B-\u001F\u007F]/;

/** Addresses a submodule may have: no local path, no transport that runs a program. */
const allowedUrl = /^(?:https:\/\/|ssh:\/\/|git@[\w.-]+:|\.{1,2}\/)[^\s]*$/;

/** The value of a `key = value` line, without quotes. */
const valueOf = (line: string): string =>
  line
    .slice(line.indexOf("=") + 1)
    .trim()
    .replace(/^"(.*)"$/, "$1");

/**
 * Why a .gitmodules file is refused, or null. Git's own check misses a carriage return in a path (CVE-2025-48384) and
 * addresses such as `ext::…`, which run a program on the machine that clones.
 */
export const checkSubmodules = (content: string): string | null => {
  for (const [index, line] of content.replaceAll("\r\n", "\n").split("\n").entries()) {
    const at = `line ${index + 1} of .gitmodules`;
    if (control.test(line)) return `${at} holds a control character`;
    if (/^\s*path\s*=/i.test(line)) {
      const reason = checkPath(valueOf(line));
      if (reason !== null) return `the path in ${at} is refused: ${reason}`;
    }
    if (/^\s*url\s*=/i.test(line) && !allowedUrl.test(valueOf(line))) {
      return `the address in ${at} is refused: use https, ssh, or a path relative to this repository`;
    }
    if (/^\s*update\s*=\s*!/i.test(line)) return `${at} would run a program`;
  }
  return null;
};
