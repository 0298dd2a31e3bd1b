import { randomUUID } from "node:crypto";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { RepositoryName } from "#core/ports/git-host.ts";
import type { FileEdit } from "#core/contracts/file.ts";
import {
  type AuthoriseGit,
  createGitHttpHandler,
  createLocalGitHost,
  type GitHttpOptions,
  type LocalGitHost,
  type LocalGitHostOptions,
  type PushDelivery,
} from "#git-service/index.ts";
import { systemClock } from "#runtime/container/system-clock.ts";
import { tryGit } from "./git-client.ts";
import { assertNoProcessesIn } from "./list-processes-in.ts";
import { silentLogger } from "./silent-logger.ts";

export const ada = { name: "Ada", email: "ada@example.com" };

export interface TestGitHost {
  host: LocalGitHost;
  /** Temporary folder; the host is in `git`, and tests may use the rest. */
  folder: string;
  /** Every push that was announced, in order. */
  deliveries: PushDelivery[];
  /** A new repository with one commit on main. */
  createRepository(changes?: FileEdit[]): Promise<RepositoryName & { head: string }>;
  /** `git fsck --strict` of every repository; throws with what git found. Called by `stop` as well. */
  assertSound(): Promise<void>;
  /** Also throws when a process of git is left. */
  stop(): Promise<void>;
}

/** A local git host in a temporary folder. */
export const startTestGitHost = async (options: Partial<LocalGitHostOptions> = {}): Promise<TestGitHost> => {
  const folder = await mkdtemp(join(tmpdir(), "letscode-git-"));
  const deliveries: PushDelivery[] = [];
  const host = await createLocalGitHost({
    directory: join(folder, "git"),
    publicUrl: "http://localhost:3000",
    clock: systemClock,
    logger: silentLogger,
    sendPush: async (delivery) => {
      deliveries.push(delivery);
    },
    ...options,
  });
  const assertSound = async (): Promise<void> => {
    const names = await readdir(host.directory);
    for (const name of names.filter((one) => one.endsWith(".git"))) {
      const args = ["fsck", "--strict", "--full", "--no-dangling", "--no-progress"];
      const { code, stdout, stderr } = await tryGit(join(host.directory, name), args);
      if (code !== 0 || stdout !== "") throw new Error(`git fsck --strict of ${name}: ${stdout}${stderr}`);
    }
  };
  return {
    host,
    folder,
    deliveries,
    createRepository: async (changes = [{ path: "README.md", content: "# App\n" }]) => {
      const name = { projectId: randomUUID(), ownerHandle: "ada", slug: "app" };
      const { sha } = await host.createRepository(name, {
        branch: "main",
        changes,
        message: "Start the app",
        author: ada,
      });
      return { ...name, head: sha };
    },
    assertSound,
    stop: async () => {
      await assertSound();
      await host.close();
      await assertNoProcessesIn(folder);
      await rm(folder, { recursive: true, force: true });
    },
  };
};

/** The same behind a Node HTTP server. The access token `write` may push and `read` may clone; others are unknown. */
export const startTestGitServer = async (
  options: Partial<LocalGitHostOptions> & { http?: Partial<GitHttpOptions> } = {},
) => {
  const { http = {}, ...hostOptions } = options;
  const test = await startTestGitHost(hostOptions);
  let repository: RepositoryName | undefined;
  const authorise: AuthoriseGit = async ({ password }, path, access) => {
    if (password !== "write" && password !== "read") return { outcome: "unauthenticated" };
    const isOurs = repository?.ownerHandle === path.owner && repository.slug === path.slug;
    if (!isOurs || repository === undefined) return { outcome: "not-found" };
    if (access === "write" && password === "read") return { outcome: "forbidden" };
    return { outcome: "allowed", repository, pusher: ada };
  };
  const handler = createGitHttpHandler({
    host: test.host,
    authorise,
    clock: systemClock,
    logger: silentLogger,
    ...http,
  });
  const server = createServer((request, response) => {
    if (!handler.handle(request, response)) response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return {
    ...test,
    handler,
    port,
    /** Lets the server serve a repository. */
    serve: (name: RepositoryName) => {
      repository = name;
    },
    /** Makes a repository and lets the server serve it. */
    serveRepository: async (changes?: FileEdit[]) => {
      const made = await test.createRepository(changes);
      repository = made;
      return made;
    },
    /** Clone URL with a token in it. */
    url: (token: string, path = "ada/app.git") => `http://x:${token}@127.0.0.1:${port}/git/${path}`,
    stop: async () => {
      await handler.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await test.stop();
    },
  };
};

export type TestGitServer = Awaited<ReturnType<typeof startTestGitServer>>;
