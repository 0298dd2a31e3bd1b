import type { FileEdit, TreeEntry } from "#core/contracts/file.ts";
import type { FileContent, FileReader } from "./create-file-reader.ts";

/** What a step has changed so far: new text by path, or null for a deletion. */
export interface WorkingSnapshot {
  readonly edits: ReadonlyMap<string, string | null>;
  readonly aliases: ReadonlyMap<string, string>;
}

/**
 * The files of a run: the tree of a commit with the step's changes laid over it, in memory. Nothing is written anywhere
 * before the step is committed, so a step that is given up leaves nothing behind.
 */
export interface WorkingCopy {
  /** Commit the changes are made against. */
  readonly baseSha: string;
  /** Grows with every change; equal versions mean equal files. */
  readonly version: number;
  /** Paths of all files as they are now, sorted. */
  paths(): string[];
  /** What a path is now; null for nothing. A folder is what other paths begin with. */
  typeOf(path: string): "file" | "folder" | "symlink" | "submodule" | null;
  isInBase(path: string): boolean;
  read(path: string): Promise<FileContent | null>;
  /** The file as it was in the base commit. */
  readBase(path: string): Promise<FileContent | null>;
  write(path: string, content: string): void;
  remove(path: string): void;
  /** What differs from the base, sorted by path. */
  changes(): Promise<FileEdit[]>;
  /** Lets a file be called by the name the model gave it when the platform gave it another. */
  addAlias(asked: string, actual: string): void;
  resolve(path: string): string;
  snapshot(): WorkingSnapshot;
  restore(snapshot: WorkingSnapshot): void;
}

export interface WorkingCopyOptions {
  reader: FileReader;
  commitSha: string;
  entries: TreeEntry[];
}

const folderNames = (paths: Iterable<string>): Set<string> => {
  const folders = new Set<string>();
  for (const path of paths) {
    for (let end = path.indexOf("/"); end !== -1; end = path.indexOf("/", end + 1)) folders.add(path.slice(0, end));
  }
  return folders;
};

type Edits = ReadonlyMap<string, string | null>;

interface Listing {
  paths: string[];
  folders: Set<string>;
}

/** All files, and all folders they and links and submodules are in. */
const listEverything = (base: ReadonlyMap<string, TreeEntry>, edits: Edits): Listing => {
  const paths = new Set([...base.values()].filter(({ type }) => type === "file").map(({ path }) => path));
  for (const [path, content] of edits) {
    if (content === null) paths.delete(path);
    else paths.add(path);
  }
  const others = [...base.values()].filter(({ type, path }) => type !== "file" && !edits.has(path));
  return { paths: [...paths].toSorted(), folders: folderNames([...paths, ...others.map(({ path }) => path)]) };
};

const listChanges = async (edits: Edits, readBase: WorkingCopy["readBase"]): Promise<FileEdit[]> => {
  const changed: FileEdit[] = [];
  for (const [path, content] of [...edits].toSorted(([one], [other]) => (one < other ? -1 : 1))) {
    const before = content === null ? null : await readBase(path);
    if (content === null) changed.push({ path, isDeleted: true });
    else if (before?.kind !== "text" || before.content !== content) changed.push({ path, content });
  }
  return changed;
};

export const createWorkingCopy = ({ reader, commitSha, entries }: WorkingCopyOptions): WorkingCopy => {
  const base = new Map(entries.filter(({ type }) => type !== "folder").map((entry) => [entry.path, entry]));
  let edits = new Map<string, string | null>();
  let aliases = new Map<string, string>();
  let version = 0;
  let known: { version: number; listing: Listing } | null = null;

  const list = (): Listing => {
    if (known?.version !== version) known = { version, listing: listEverything(base, edits) };
    return known.listing;
  };
  const readBase = async (path: string): Promise<FileContent | null> => {
    const entry = base.get(path);
    return entry?.type === "file" ? reader.read(commitSha, path, entry.sha) : null;
  };

  return {
    baseSha: commitSha,
    get version() {
      return version;
    },
    paths: () => list().paths,
    typeOf: (path) => {
      const edit = edits.get(path);
      if (edit !== undefined && edit !== null) return "file";
      const entry = edit === null ? undefined : base.get(path);
      if (entry !== undefined && entry.type !== "folder") return entry.type;
      return list().folders.has(path) ? "folder" : null;
    },
    isInBase: (path) => base.has(path),
    read: async (path) => {
      const edit = edits.get(path);
      if (edit === undefined) return readBase(path);
      return edit === null ? null : { kind: "text", content: edit };
    },
    readBase,
    write: (path, content) => {
      version += 1;
      edits.set(path, content);
    },
    remove: (path) => {
      version += 1;
      if (base.has(path)) edits.set(path, null);
      else edits.delete(path);
    },
    changes: () => listChanges(edits, readBase),
    addAlias: (asked, actual) => void aliases.set(asked, actual),
    resolve: (path) => aliases.get(path) ?? path,
    snapshot: () => ({ edits: new Map(edits), aliases: new Map(aliases) }),
    restore: (snapshot) => {
      version += 1;
      edits = new Map(snapshot.edits);
      aliases = new Map(snapshot.aliases);
    },
  };
};
