import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { RepositoryName } from "#core/ports/git-host.ts";
import { runClientGit } from "#tests/helpers/git-client.ts";
import type { TestGitHost } from "#tests/helpers/start-git-server.ts";

/** A source file of about 40 lines, different for each seed. */
export const sampleText = (seed: number | string): string =>
  Array.from({ length: 40 }, (_, line) => `export const value${line} = compute("${seed}", ${line * 17});\n`).join("");

const samplePath = (index: number): string =>
  `src/group-${index % 40}/part-${Math.floor(index / 40) % 25}/file-${index}.ts`;

/** Pieces of a stream of git fast-import. */
const file = (path: string, text: string): string =>
  `M 100644 inline ${path}\ndata ${Buffer.byteLength(text)}\n${text}\n`;
const commit = (index: number, changes: string): string =>
  [
    "commit refs/heads/main",
    `committer Ada <ada@example.com> ${1_700_000_000 + index * 60} +0000`,
    `data ${`Change ${index}`.length}\nChange ${index}`,
    ...(index === 0 ? [`from refs/heads/main^0`] : []),
    changes,
  ].join("\n");

/**
 * Makes a repository of so many files in so many commits by fast-import, each commit changing a few files, packed as
 * one that has been in use is.
 */
export const makeSampleRepository = async (
  test: TestGitHost,
  size: { files: number; commits: number },
): Promise<RepositoryName> => {
  const name = await test.createRepository();
  const directory = test.host.repositoryDirectory(name.projectId);
  const first = Array.from({ length: size.files }, (_, index) => file(samplePath(index), sampleText(index))).join("");
  const others = Array.from({ length: size.commits - 1 }, (_, index) =>
    commit(
      index + 1,
      Array.from({ length: 3 }, (_, part) => {
        const at = (index * 3 + part * 7) % size.files;
        return file(samplePath(at), sampleText(`${at}-${index}`));
      }).join(""),
    ),
  );
  const input = `${[commit(0, first), ...others].join("\n")}\n`;
  await runClientGit(directory, ["fast-import", "--quiet", "--force"], { input });
  await test.host.maintainRepository(name);
  return name;
};

/** Ten changed files: five that are there, five new. */
export const tenChanges = (round: number, files: number) =>
  Array.from({ length: 10 }, (_, index) => ({
    path: index < 5 ? samplePath((round * 31 + index * 97) % files) : `src/new-${round % 10}/file-${round}-${index}.ts`,
    content: sampleText(`round ${round} ${index}`),
  }));

/** Writes files into a working tree. */
export const writeFiles = (work: string, changes: { path: string; content: string }[]): Promise<unknown> =>
  Promise.all(changes.map(({ path, content }) => writeFile(join(work, path), content)));

/** Milliseconds a task takes. */
export const time = async (task: () => Promise<unknown>): Promise<number> => {
  const started = performance.now();
  await task();
  return performance.now() - started;
};
