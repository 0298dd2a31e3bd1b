import type { FileAnswer } from "#core/contracts/file.ts";
import type { GitHost, RepositoryName } from "#core/ports/git-host.ts";

/** A file as the tools see it. */
export type FileContent =
  | { kind: "text"; content: string }
  | { kind: "binary"; size: number }
  | { kind: "too-large"; size: number };

export interface FileReader {
  /** Reads a file that is known to be in the commit. Equal objects are read once. */
  read(commitSha: string, path: string, objectSha: string): Promise<FileContent>;
}

/** Characters of file text a run keeps at hand; a search over a repository of 1,000 files fits. */
const MAXIMUM_CACHED = 40_000_000;

const toContent = (file: FileAnswer): FileContent => {
  if (file.isTruncated) return { kind: "too-large", size: file.size };
  return file.isBinary ? { kind: "binary", size: file.size } : { kind: "text", content: file.content };
};

/** Reads files of a repository through the git host, each object once. */
export const createFileReader = (gitHost: GitHost, repository: RepositoryName): FileReader => {
  const cached = new Map<string, FileContent>();
  let size = 0;
  const keep = (sha: string, content: FileContent): void => {
    if (content.kind !== "text" || size + content.content.length > MAXIMUM_CACHED) return;
    size += content.content.length;
    cached.set(sha, content);
  };
  return {
    read: async (commitSha, path, objectSha) => {
      const known = cached.get(objectSha);
      if (known !== undefined) return known;
      const content = toContent(await gitHost.readFile(repository, commitSha, path));
      keep(objectSha, content);
      return content;
    },
  };
};
