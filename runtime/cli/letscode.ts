import { Command } from "commander";
import { readVersion } from "../container/index.ts";
import { addStartCommand } from "./commands/start.ts";
import { addWorkerCommand } from "./commands/worker.ts";
import { printFailure } from "./print-failure.ts";

const program = new Command("letscode")
  .description("Describe an app, watch it being planned, written, committed and previewed in your own Git repository.")
  .version(await readVersion())
  .showHelpAfterError("Add --help for what there is.");

for (const add of [addStartCommand, addWorkerCommand]) add(program);

try {
  await program.parseAsync();
} catch (thrown) {
  printFailure(thrown);
  process.exit(1);
}
