import { delimiter, dirname, isAbsolute } from "node:path";

/** Where git lives on the systems we know; the parent's environment is never handed on. */
const binaryFolders = ["/usr/local/bin", "/usr/bin", "/bin", "/opt/homebrew/bin", "C:\\Program Files\\Git\\cmd"];

/** Configuration of every git process we start: what a repository or a person configured plays no part. */
const baseConfig: Record<string, string> = {
  "safe.directory": "*",
  "core.hooksPath": "/dev/null",
  "core.fsmonitor": "false",
  "core.quotePath": "false",
  "core.logAllRefUpdates": "false",
  // Objects and refs are on the disk when git says that they are; by default loose objects would not be.
  "core.fsync": "committed,reference",
  "gc.auto": "0",
  "maintenance.auto": "false",
  "protocol.allow": "never",
  "diff.external": "",
  "merge.renames": "true",
  "merge.directoryRenames": "false",
  "advice.objectNameWarning": "false",
};

/**
 * The whole environment of a git child: no system or user configuration, no prompt, no transport to elsewhere,
 * English messages. `config` overrides single keys.
 */
export const gitEnvironment = (
  gitBinary: string,
  config: Record<string, string> = {},
  extra: Record<string, string> = {},
): Record<string, string> & { NODE_ENV: "production" } => {
  const entries = Object.entries({ ...baseConfig, ...config });
  const folders = isAbsolute(gitBinary) ? [dirname(gitBinary), ...binaryFolders] : binaryFolders;
  return {
    // Next.js makes this a part of the type of every environment; git does not look at it.
    NODE_ENV: "production",
    PATH: folders.join(delimiter),
    HOME: "/nonexistent",
    LC_ALL: "C",
    TZ: "UTC",
    GIT_CONFIG_NOSYSTEM: "1",
    GIT_CONFIG_SYSTEM: "/dev/null",
    GIT_CONFIG_GLOBAL: "/dev/null",
    GIT_ATTR_NOSYSTEM: "1",
    GIT_TERMINAL_PROMPT: "0",
    GIT_ALLOW_PROTOCOL: "none",
    GIT_OPTIONAL_LOCKS: "0",
    GIT_NO_REPLACE_OBJECTS: "1",
    GIT_CONFIG_COUNT: String(entries.length),
    ...Object.fromEntries(
      entries.flatMap(([key, value], index) => [
        [`GIT_CONFIG_KEY_${index}`, key],
        [`GIT_CONFIG_VALUE_${index}`, value],
      ]),
    ),
    ...extra,
  };
};
