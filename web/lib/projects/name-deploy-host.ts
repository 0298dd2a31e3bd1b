const names: Record<string, string> = {
  local: "This installation",
  vercel: "Vercel",
  render: "Render",
  folder: "A folder of this server",
};
const within: Record<string, string> = { ...names, local: "this installation", folder: "a folder of this server" };

/** A deploy host as people call it, by itself or within a sentence; one that nobody has thought of by its own name. */
export const nameDeployHost = (host: string, place: "alone" | "sentence" = "alone"): string =>
  (place === "alone" ? names : within)[host] ?? host;
