import { z } from "zod";
import { defineTool, succeed } from "./tool.ts";

export const readBuildLog = defineTool({
  name: "read_build_log",
  description:
    "Reads the end of the log of this branch's latest deployment, with its state. Use it when a preview does not build or does not start.",
  input: z.object({}),
  timing: "after-answer",
  run: async (_, context) => {
    const log = await context.readBuildLog();
    return log === null
      ? succeed("Looked for a build log", "Nothing of this branch was built yet.")
      : succeed("Read the build log", log);
  },
});
