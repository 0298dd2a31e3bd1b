import { askUser } from "./ask-user.ts";
import { deleteFile } from "./delete-file.ts";
import { editFile } from "./edit-file.ts";
import { finish } from "./finish.ts";
import { finishStep } from "./finish-step.ts";
import { listFiles } from "./list-files.ts";
import { readBuildLog } from "./read-build-log.ts";
import { readFile } from "./read-file.ts";
import { renameFile } from "./rename-file.ts";
import { runChecks } from "./run-checks.ts";
import { searchFiles } from "./search-files.ts";
import type { Tool } from "./tool.ts";
import { updatePlan } from "./update-plan.ts";
import { writeFile } from "./write-file.ts";

/** Every tool the model sees, in the order it is told of them. A new one is a file beside this one and a line here. */
export const tools: readonly Tool[] = [
  updatePlan,
  listFiles,
  searchFiles,
  readFile,
  writeFile,
  editFile,
  deleteFile,
  renameFile,
  runChecks,
  readBuildLog,
  askUser,
  finishStep,
  finish,
];
