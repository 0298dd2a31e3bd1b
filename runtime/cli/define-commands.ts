import { type Command, InvalidArgumentError, Option } from "commander";
import type { StartOptions } from "./actions/run-server.ts";
import type { TokenOptions } from "./actions/make-token.ts";
import type { SharedOptions } from "./open-context.ts";

// Each command loads what it does when it is called: the whole product takes a second to load, and its help does not need it.

const MAXIMUM_DAYS = 365;

const readDays = (text: string): number => {
  const days = Number(text);
  if (!Number.isInteger(days) || days < 1 || days > MAXIMUM_DAYS) {
    throw new InvalidArgumentError(`Give a whole number from 1 to ${MAXIMUM_DAYS}.`);
  }
  return days;
};

const dataOption = (): Option => new Option("-d, --data <folder>", "data folder (LETSCODE_DATA_DIR)");

const defineStart = (program: Command): void => {
  program
    .command("start")
    .description("Start everything: web app, REST, Git, Supabase, previews and one worker, on one port.")
    .option("-p, --port <number>", "port to listen on (PORT)")
    .addOption(dataOption())
    .option("--dev", "run the web app from its sources, with hot reload")
    .addHelpText(
      "after",
      "\nWithout any configuration everything is embedded. .env.example lists every variable, and `letscode doctor` checks them.",
    )
    .action(async (options: StartOptions) => (await import("./actions/run-server.ts")).runServer(options));
};

const defineWorker = (program: Command): void => {
  program
    .command("worker")
    .description("Work on the job queue: runs, deployments, webhooks. `letscode start` runs one by itself.")
    .addOption(dataOption())
    .addHelpText(
      "after",
      "\nConnected to Supabase, any number of workers on any number of machines share the queue. DATABASE_URL must be a direct or session connection: advisory locks do not pass through a transaction pooler.",
    )
    .action(async (options: SharedOptions) => (await import("./actions/run-worker.ts")).runWorker(options));
};

const defineDoctor = (program: Command): void => {
  program
    .command("doctor")
    .description("Check tools, ports, configuration, connections, the sandbox and the disk, and say how to mend each.")
    .option("-p, --port <number>", "port to look at (PORT)")
    .addOption(dataOption())
    .addHelpText("after", "\nNothing is changed. It ends with 1 when something has failed.")
    .action(async (options: SharedOptions) => (await import("./actions/diagnose.ts")).diagnose(options));
};

const defineReindex = (program: Command): void => {
  program
    .command("reindex")
    .description(
      "Rebuild the index of commits and steps from the repositories. Nothing is removed; run it at any time.",
    )
    .argument("[project]", "one project, as <owner>/<project>; all of them when left out")
    .addOption(dataOption())
    .addHelpText("after", "\nThe server has to run, since the database runs with it.")
    .action(async (project: string | undefined, options: SharedOptions) =>
      (await import("./actions/reindex.ts")).reindex(project, options),
    );
};

const defineToken = (program: Command): void => {
  program
    .command("token")
    .description("Make an access token for cloning and pushing one project, and print it.")
    .argument("<project>", "the project, as <owner>/<project>")
    .addOption(new Option("-s, --scope <scope>", "what it may do").choices(["read", "write"]).default("read"))
    .option("-n, --name <name>", "what to call it", "Command line")
    .option("--days <number>", `days until it expires, at most ${MAXIMUM_DAYS}`, readDays, 90)
    .addOption(dataOption())
    .addHelpText(
      "after",
      "\nThe server has to run. Whoever may read the data folder may do this; people make their own tokens in the web app.",
    )
    .action(async (project: string, options: TokenOptions) =>
      (await import("./actions/make-token.ts")).makeToken(project, options),
    );
};

/** Every command of the program. */
export const defineCommands = (program: Command): void => {
  for (const define of [defineStart, defineWorker, defineDoctor, defineReindex, defineToken]) define(program);
};
