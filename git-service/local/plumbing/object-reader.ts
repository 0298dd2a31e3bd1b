import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { gitEnvironment } from "./git-environment.ts";
import type { GitObject, ObjectType } from "../objects/git-object.ts";
import { gitFailure } from "./run-git.ts";

export interface ObjectInfo {
  sha: string;
  type: ObjectType;
  size: number;
}

interface Pending {
  kind: "info" | "contents";
  resolve(answer: { info: ObjectInfo; content: Buffer } | null): void;
  reject(error: Error): void;
}

/** A running `git cat-file --batch-command`: questions go in, answers come out in the same order. */
export interface ObjectReader {
  readonly isAlive: boolean;
  readonly isBusy: boolean;
  /** `name` is an object id or a full ref name; null when there is no such object. */
  info(name: string): Promise<ObjectInfo | null>;
  read(name: string): Promise<GitObject | null>;
  close(): void;
}

const none = Buffer.alloc(0);

/** Cuts the answers out of the stream of bytes. */
const createAnswerParser = (pending: Pending[]) => {
  let buffer = none;
  let wanted: { info: ObjectInfo; end: number } | null = null;
  const held: Buffer[] = [];
  let heldBytes = 0;
  const collect = (): void => {
    if (held.length === 0) return;
    buffer = Buffer.concat([buffer, ...held]);
    held.length = 0;
    heldBytes = 0;
  };
  /** Answers false when it needs more bytes. */
  const parseOne = (): boolean => {
    if (wanted === null) {
      const lineEnd = buffer.indexOf(0x0a);
      if (lineEnd === -1) return false;
      const line = buffer.toString("utf8", 0, lineEnd);
      buffer = buffer.subarray(lineEnd + 1);
      const found = /^([0-9a-f]{40}) (blob|tree|commit|tag) (\d+)$/.exec(line);
      if (found === null) {
        pending.shift()?.resolve(null);
        return true;
      }
      const info = { sha: found[1] ?? "", type: found[2] as ObjectType, size: Number(found[3]) };
      if (pending[0]?.kind === "info") {
        pending.shift()?.resolve({ info, content: none });
        return true;
      }
      wanted = { info, end: info.size + 1 };
    }
    if (buffer.length < wanted.end) return false;
    const content = Buffer.from(buffer.subarray(0, wanted.info.size));
    buffer = buffer.subarray(wanted.end);
    pending.shift()?.resolve({ info: wanted.info, content });
    wanted = null;
    return true;
  };
  return (chunk: Buffer): void => {
    held.push(chunk);
    heldBytes += chunk.length;
    if (wanted !== null && buffer.length + heldBytes < wanted.end) return;
    collect();
    while (pending.length > 0 && parseOne());
  };
};

/** Starts the reader of one repository. `environment` lets it see the objects of a push in quarantine. */
export const createObjectReader = (
  gitBinary: string,
  directory: string,
  environment: Record<string, string> = {},
): ObjectReader => {
  const pending: Pending[] = [];
  const parse = createAnswerParser(pending);
  let isAlive = true;
  const child: ChildProcessWithoutNullStreams = spawn(gitBinary, ["cat-file", "--batch-command", "--buffer"], {
    env: gitEnvironment(gitBinary, {}, { GIT_DIR: directory, ...environment }),
    cwd: directory,
    stdio: ["pipe", "pipe", "pipe"],
  });
  let stderr = "";
  const fail = (reason: string): void => {
    isAlive = false;
    for (const question of pending.splice(0)) question.reject(gitFailure("cat-file", reason));
  };
  child.stdout.on("data", parse);
  child.stderr.on("data", (chunk: Buffer) => {
    stderr = (stderr + chunk.toString("utf8")).slice(-4000);
  });
  child.stdin.on("error", () => {});
  child.on("error", (error) => fail(error.message));
  child.on("close", () => fail(stderr || "it ended"));

  let written = "";
  const flush = (): void => {
    const text = `${written}flush\n`;
    written = "";
    child.stdin.write(text);
  };
  const ask = (kind: Pending["kind"], name: string): Promise<{ info: ObjectInfo; content: Buffer } | null> =>
    new Promise((resolve, reject) => {
      if (!isAlive) return reject(gitFailure("cat-file", stderr || "it ended"));
      pending.push({ kind, resolve, reject });
      if (written === "") queueMicrotask(flush);
      written += `${kind} ${name}\n`;
    });
  return {
    get isAlive() {
      return isAlive;
    },
    get isBusy() {
      return pending.length > 0;
    },
    info: async (name) => (await ask("info", name))?.info ?? null,
    read: async (name) => {
      const answer = await ask("contents", name);
      return answer === null ? null : { type: answer.info.type, content: answer.content };
    },
    close: () => {
      isAlive = false;
      child.stdin.end();
      child.kill();
    },
  };
};
