import { checkName } from "./check-name.ts";
import { PathRefusedError } from "#core/errors/path-refused-error.ts";

/** Bytes of a whole path; systems differ, and nothing sensible comes near. */
export const MAXIMUM_PATH_BYTES = 1024;

/**
 * Why a path cannot be in a repository of ours, or null when it can. A path is relative, in POSIX form, and every
 * name in it must mean the same on Linux, macOS and Windows (A20).
 */
export const checkPath = (path: string): string | null => {
  if (path === "") return "it is empty";
  if (path.startsWith("/")) return "it is absolute";
  if (/^[a-z]:/i.test(path)) return "it is absolute on Windows";
  if (path.endsWith("/")) return "it ends in a slash";
  if (Buffer.byteLength(path) > MAXIMUM_PATH_BYTES) return `it is longer than ${MAXIMUM_PATH_BYTES} bytes`;
  for (const name of path.split("/")) {
    const reason = checkName(name);
    if (reason !== null) return reason;
  }
  return null;
};

/** Throws PathRefusedError with the reason. */
export const assertPath = (path: string): void => {
  const reason = checkPath(path);
  if (reason !== null) throw new PathRefusedError(path, reason);
};
