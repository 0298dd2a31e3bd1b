/** What the AI is doing while a tool of each name is at work. */
const doing: Record<string, string> = {
  update_plan: "Updating the plan",
  list_files: "Looking at the files",
  search_files: "Searching the files",
  read_file: "Reading a file",
  write_file: "Writing a file",
  edit_file: "Editing a file",
  delete_file: "Deleting a file",
  rename_file: "Renaming a file",
  run_checks: "Checking that it builds",
  read_build_log: "Reading the build log",
  ask_user: "Asking you",
  finish_step: "Checking and committing the step",
  finish: "Finishing",
};

/** A tool call under way, in words. A tool we do not know goes by its name. */
export const nameTool = (tool: string): string => doing[tool] ?? `Using ${tool.replaceAll("_", " ")}`;
