import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import type { FileEdit } from "#core/contracts/file.ts";
import { serializeTree } from "#git-service/local/objects/tree-object.ts";
import { runClientGit, tryGit } from "./git-client.ts";
import { startTestGitServer } from "./start-git-server.ts";

export type TreeSketch = [mode: string, path: string, content: string][];

/** Bytes of the files below a folder. */
export const sizeOf = async (folder: string): Promise<number> => {
  const paths = await readdir(folder, { recursive: true });
  const sizes = await Promise.all(
    paths.map((path) => stat(join(folder, path)).then((one) => (one.isFile() ? one.size : 0))),
  );
  return sizes.reduce((sum, one) => sum + one, 0);
};

/** A git server with one repository, and a clone of it in which hostile commits are made by hand. */
export const startPushTest = async (options: Parameters<typeof startTestGitServer>[0] = {}) => {
  const server = await startTestGitServer(options);
  const changes: FileEdit[] = [
    { path: "README.md", content: "# App\n" },
    { path: "src/a.ts", content: "1\n" },
  ];
  const name = await server.serveRepository(changes);
  const work = join(server.folder, "work");
  await runClientGit(server.folder, ["clone", "-q", server.url("write"), work]);
  const git = (...args: string[]) => runClientGit(work, args);
  const push = (...refs: string[]) => tryGit(work, ["push", "origin", ...refs]);
  const hash = (type: string, content: Buffer | string) =>
    runClientGit(work, ["hash-object", "-w", "--literally", "-t", type, "--stdin"], { input: content });
  /** Writes a tree that git itself would not make; a path with slashes becomes folders. */
  const makeTree = async (entries: TreeSketch): Promise<string> => {
    const folders = Map.groupBy(entries, ([, path]) => (path.includes("/") ? path.slice(0, path.indexOf("/")) : ""));
    const items = [];
    for (const [folder, inside] of folders) {
      if (folder === "") {
        for (const [mode, path, content] of inside) {
          items.push({ mode, name: path, sha: mode === "160000" ? content : await hash("blob", content) });
        }
      } else {
        const below = inside.map(([mode, path, content]): TreeSketch[number] => [
          mode,
          path.slice(folder.length + 1),
          content,
        ]);
        items.push({ mode: "40000", name: folder, sha: await makeTree(below) });
      }
    }
    return hash("tree", serializeTree(items).content);
  };
  const commitTree = (tree: string, ...parents: string[]) =>
    git("commit-tree", tree, ...parents.flatMap((parent) => ["-p", parent]), "-m", "Hand-made");
  return {
    ...server,
    name,
    work,
    git,
    push,
    hash,
    makeTree,
    commitTree,
    /** Folder of the bare repository. */
    directory: server.host.repositoryDirectory(name.projectId),
    /** Pushes a hand-made tree as a new branch. */
    pushTree: async (entries: TreeSketch) =>
      push(`${await commitTree(await makeTree(entries), name.head)}:refs/heads/next`),
  };
};

export type PushTest = Awaited<ReturnType<typeof startPushTest>>;
