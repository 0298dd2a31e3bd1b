/** The key combinations of the workspace, as the list of them shows them. */
export const shortcuts: readonly { keys: string; label: string }[] = [
  { keys: "mod+k", label: "Search or run a command" },
  { keys: "mod+enter", label: "Send the prompt" },
  { keys: "/", label: "Write a prompt" },
  { keys: "alt+1", label: "Preview" },
  { keys: "alt+2", label: "Code" },
  { keys: "alt+3", label: "Changes" },
  { keys: "alt+4", label: "Plan" },
  { keys: "mod+j", label: "Open or close the console" },
  { keys: "mod+b", label: "Open or close the timeline" },
  { keys: "mod+s", label: "Commit edits, in the editor" },
  { keys: "?", label: "This list" },
];
