import { flushCompileCache } from "node:module";
import { fileURLToPath } from "node:url";
import { openContext, type SharedOptions } from "../open-context.ts";
import { printBanner } from "../print-banner.ts";
import { waitForStop } from "../wait-for-stop.ts";

export interface StartOptions extends SharedOptions {
  dev?: boolean;
}

const script = fileURLToPath(new URL("../letscode.ts", import.meta.url));

/** Runs the server and its worker until it is asked to stop. */
export const runServer = async (options: StartOptions): Promise<void> => {
  const startedAt = performance.now();
  const { config, version, clock, logger } = await openContext("server", options);
  // After the configuration, so that its faults show at once: the server takes a moment to load.
  const { startServer, superviseWorker } = await import("../../server/index.ts");
  const stopped = waitForStop();
  const server = await startServer({
    config,
    version,
    isDevelopment: options.dev === true,
    clock,
    logger,
    onProgress: (step) => console.log(`${step} …`),
  });
  const worker = superviseWorker({ script, parameters: ["worker", "--data", config.dataDirectory], clock, logger });
  printBanner(server.publicConfig, {
    dataDirectory: config.dataDirectory,
    seconds: (performance.now() - startedAt) / 1000,
  });
  // Kept now: a process that is killed would not do it at its end.
  flushCompileCache();
  process.send?.({ type: "ready", url: config.url });
  await stopped;
  console.log("\nStopping …");
  await worker.stop();
  await server.stop();
  console.log("Stopped. Everything is kept; start again when you like.");
  process.exit(0);
};
