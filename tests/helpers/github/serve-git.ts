import type { IncomingMessage, ServerResponse } from "node:http";
import { defaultGitHttpLimits } from "#git-service/http/git-access.ts";
import { parseGitRequest } from "#git-service/http/parse-git-request.ts";
import { readBasicCredentials } from "#git-service/http/read-basic-credentials.ts";
import { runHttpBackend } from "#git-service/http/run-http-backend.ts";
import { GitHubRefusal } from "./answer.ts";
import { openRepository, readToken } from "./authenticate.ts";
import type { FaultKind } from "./faults.ts";
import type { GitHubRepository, GitHubState } from "./github-state.ts";
import { readRefs, tellRefMoved } from "./repository-git.ts";

const tellWhatMoved = async (
  state: GitHubState,
  repository: GitHubRepository,
  before: Map<string, string>,
  pusher: string,
) => {
  const after = await readRefs(repository);
  for (const ref of new Set([...before.keys(), ...after.keys()])) {
    const move = { before: before.get(ref) ?? null, after: after.get(ref) ?? null };
    if (move.before !== move.after) await tellRefMoved(state, { repository, ref, pusher, ...move });
  }
};

/** Git is told in plain text, which it prints as `remote: …`; of an archived repository in other words than the API's. */
const refuse = (response: ServerResponse, { status, message, headers }: GitHubRefusal): void => {
  const text = message.includes("archived") ? "This repository was archived so it is read-only." : message;
  response.writeHead(status, { "content-type": "text/plain; charset=utf-8", ...headers });
  response.end(text);
};

/** Serves `/<owner>/<name>.git` by git http-backend: Basic auth, any user name, a token as password. */
export const createGitServer = (state: GitHubState) => {
  // One push at a time a repository, so that what moved is what it moved.
  const queues = new Map<number, Promise<void>>();
  const serve = async (request: IncomingMessage, response: ServerResponse, fault: FaultKind | null): Promise<void> => {
    const asked = parseGitRequest({
      method: request.method,
      url: `/git${request.url ?? ""}`,
      contentType: request.headers["content-type"],
    });
    if (asked.kind === "refused") throw new GitHubRefusal(asked.status, asked.text);
    const credentials = readBasicCredentials(request.headers.authorization);
    if (credentials === null) {
      throw new GitHubRefusal(401, "Authentication required.", {
        headers: { "www-authenticate": 'Basic realm="GitHub"' },
      });
    }
    const caller = readToken(state, credentials.password);
    const isPush = asked.service === "git-receive-pack";
    const params = { owner: asked.path.owner, repo: asked.path.slug };
    const repository = openRepository(state, caller, params, {
      permission: "contents",
      access: isPush ? "write" : "read",
    });
    const run = async (): Promise<void> => {
      const before = await readRefs(repository);
      if (fault === "cut-after") {
        response.write = () => true;
        response.writeHead = () => response;
        response.end = () => response;
      }
      await runHttpBackend(
        {
          gitBinary: "git",
          directory: repository.directory,
          kind: asked.kind,
          service: asked.service,
          remoteUser: caller.login,
          config: { "http.receivepack": "true", "http.uploadpack": "true", "uploadpack.allowAnySHA1InWant": "true" },
          limits: defaultGitHttpLimits,
          signal: new AbortController().signal,
        },
        request,
        response,
      );
      if (fault === "cut-after") request.socket.destroy();
      if (isPush && asked.kind === "call") await tellWhatMoved(state, repository, before, caller.login);
    };
    const turn = (queues.get(repository.id) ?? Promise.resolve()).then(run);
    queues.set(
      repository.id,
      turn.catch(() => {}),
    );
    await turn;
  };
  const serveOrRefuse: typeof serve = (request, response, fault) =>
    serve(request, response, fault).catch((thrown: unknown) => {
      if (!(thrown instanceof GitHubRefusal) || response.headersSent) throw thrown;
      refuse(response, thrown);
    });
  return { serve: serveOrRefuse, settle: () => Promise.all(queues.values()) };
};
