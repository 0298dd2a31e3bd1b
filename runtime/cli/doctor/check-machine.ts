import { access, constants, statfs } from "node:fs/promises";
import { createServer } from "node:http";
import { dirname } from "node:path";
import type { Config } from "#core/config/index.ts";
import { toLetscodeError } from "#core/errors/to-letscode-error.ts";
import { findInstance, listen } from "../../server/index.ts";
import { failure, type Finding, ok, warning } from "./finding.ts";

const GIGABYTE = 1024 ** 3;
const ENOUGH_GIGABYTES = 2;
const LEAST_GIGABYTES = 0.3;

/** The folder, or the nearest one above it that is there. */
const findExisting = async (folder: string): Promise<string> => {
  try {
    await access(folder);
    return folder;
  } catch {
    return dirname(folder) === folder ? folder : findExisting(dirname(folder));
  }
};

export const checkDataFolder = async (config: Config): Promise<Finding[]> => {
  const existing = await findExisting(config.dataDirectory);
  const isWritable = await access(existing, constants.W_OK | constants.X_OK).then(
    () => true,
    () => false,
  );
  const { bavail, bsize } = await statfs(existing);
  const free = (bavail * bsize) / GIGABYTE;
  const space = `${free.toFixed(1)} GB free on its disk`;
  const fix = "Free some space, or move the folder to a larger disk with LETSCODE_DATA_DIR.";
  return [
    isWritable
      ? ok(`data folder ${config.dataDirectory}`)
      : failure(
          `data folder ${config.dataDirectory} is not writable`,
          "Make it writable for this user, or set LETSCODE_DATA_DIR.",
        ),
    free >= ENOUGH_GIGABYTES ? ok(space) : free >= LEAST_GIGABYTES ? warning(space, fix) : failure(space, fix),
  ];
};

/** The port is ours already, or free. */
export const checkPort = async (config: Config, fetch: typeof globalThis.fetch): Promise<Finding> => {
  const instance = await findInstance(config.dataDirectory);
  if (instance !== null) {
    const address = `http://${instance.host}:${instance.port}/api/ready`;
    const answer = await fetch(address, { signal: AbortSignal.timeout(5_000) }).catch(() => null);
    return answer?.ok === true
      ? ok(`server running at ${instance.url} (process ${instance.processId})`)
      : failure(
          `the server at ${instance.url} (process ${instance.processId}) is not ready`,
          "Look at its output; when it does not recover, stop it and start it again.",
        );
  }
  const probe = createServer();
  try {
    await listen(probe, config);
    return ok(`port ${config.port} is free`);
  } catch (thrown) {
    const { detail, fix } = toLetscodeError(thrown);
    return failure(detail.replace(/\.$/, ""), fix);
  } finally {
    probe.close();
  }
};
