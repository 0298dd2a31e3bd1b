import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";

const config = `[core]
\trepositoryformatversion = 0
\tfilemode = true
\tbare = true
`;

/** Lays out an empty bare repository whose HEAD names `branch`: what `git init --bare` does, without its templates. */
export const initRepository = async (directory: string, branch: string): Promise<void> => {
  for (const folder of ["objects/info", "objects/pack", "refs/heads", "refs/tags", "info"]) {
    await mkdir(join(directory, folder), { recursive: true });
  }
  await Promise.all([
    writeFile(join(directory, "HEAD"), `ref: refs/heads/${branch}\n`),
    writeFile(join(directory, "config"), config),
  ]);
};
