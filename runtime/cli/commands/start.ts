import { fileURLToPath } from "node:url";
import type { Command } from "commander";
import { startServer, superviseWorker } from "../../server/index.ts";
import { openContext, type SharedOptions } from "../open-context.ts";
import { printBanner } from "../print-banner.ts";
import { waitForStop } from "../wait-for-stop.ts";

interface StartOptions extends SharedOptions {
  dev?: boolean;
}

const script = fileURLToPath(new URL("../letscode.ts", import.meta.url));

const start = async (options: StartOptions): Promise<void> => {
  const startedAt = performance.now();
  const { config, version, clock, logger } = await openContext("server", options);
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
  process.send?.({ type: "ready", url: config.url });
  await stopped;
  console.log("\nStopping …");
  await worker.stop();
  await server.stop();
  console.log("Stopped. Everything is kept; start again when you like.");
  process.exit(0);
};

/** `letscode start`: the whole product, one server and one worker. */
export const addStartCommand = (program: Command): void => {
  program
    .command("start")
    .description("Start everything: web app, REST, Git, Supabase, previews and one worker, on one port.")
    .option("-p, --port <number>", "port to listen on (PORT)")
    .option("-d, --data <folder>", "data folder (LETSCODE_DATA_DIR)")
    .option("--dev", "run the web app from its sources, with hot reload")
    .addHelpText(
      "after",
      "\nWithout any configuration everything is embedded. .env.example lists every variable, and `letscode doctor` checks them.",
    )
    .action(start);
};
