import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

/** Folder of the checkout. */
export const root = fileURLToPath(new URL("../../", import.meta.url));

export const binaries = join(root, "node_modules", ".bin");

/** The Node the package brings along. */
export const nodeBinary = join(root, "node_modules", "node", "bin", process.platform === "win32" ? "node.exe" : "node");

/** The environment of what we start: our tools first, so that every `node` is ours. */
export const toolEnvironment = (extra = {}) => ({
  ...process.env,
  PATH: `${binaries}${delimiter}${process.env.PATH ?? ""}`,
  NEXT_TELEMETRY_DISABLED: "1",
  ...extra,
});
