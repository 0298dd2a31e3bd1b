import type { IncomingMessage, ServerResponse } from "node:http";
import { join } from "node:path";
import type { Clock } from "#core/ports/clock.ts";
import type { Logger } from "#core/ports/logger.ts";
import type { LocalGitHost } from "../local/create-local-git-host.ts";
import { HIDDEN_REFS } from "../local/operations/keep-commit.ts";
import type { CheckPush } from "../push/check-push.ts";
import { createFileCounter } from "../push/count-files.ts";
import { answerPreReceive } from "./answer-pre-receive.ts";
import { createQuarantineKeeper } from "./create-quarantine-keeper.ts";
import type { GitAccess, GitHttpLimits } from "./git-access.ts";
import { installHooks } from "./install-hooks.ts";
import type { GitRequest } from "./parse-git-request.ts";
import { receivePush } from "./receive-push.ts";
import { type BackendCall, runHttpBackend } from "./run-http-backend.ts";

export interface RequestRunnerOptions {
  host: LocalGitHost;
  clock: Clock;
  logger: Logger;
  limits: GitHttpLimits;
  checkPush?: CheckPush | undefined;
  /** Aborted to end every request. */
  signal: AbortSignal;
}

/** Answers one allowed request; resolves when git has ended and, for a push, all that follows is done. */
export type RunRequest = (
  asked: Exclude<GitRequest, { kind: "refused" }>,
  access: Extract<GitAccess, { outcome: "allowed" }>,
  request: IncomingMessage,
  response: ServerResponse,
) => Promise<void>;

/** Configuration of git for one request, above what a repository's own file says. */
const backendConfig = (hooks: string, limits: GitHttpLimits): Record<string, string> => ({
  "core.hooksPath": hooks,
  "http.getanyfile": "false",
  "http.uploadpack": "true",
  "http.receivepack": "true",
  "receive.fsckObjects": "true",
  "receive.maxInputSize": String(limits.pushBytes),
  "receive.advertisePushOptions": "false",
  "receive.autogc": "false",
  // Every push becomes a pack: index-pack names the limit it refuses at, unpack-objects does not.
  "receive.unpackLimit": "1",
  "receive.denyDeleteCurrent": "refuse",
  "transfer.hideRefs": HIDDEN_REFS,
  "uploadpack.allowFilter": "true",
});

export const createRequestRunner = (options: RequestRunnerOptions): RunRequest => {
  const { host, limits, logger, signal } = options;
  const hooks = join(host.directory, "hooks");
  const quarantines = createQuarantineKeeper(options.clock);
  const checks = {
    gitBinary: host.gitBinary,
    limits,
    countFiles: createFileCounter(),
    checkPush: options.checkPush,
  };
  let installed: Promise<void> | undefined;
  return async (asked, { repository, pusher }, request, response) => {
    const opened = await host.openRepository(repository);
    await (installed ??= installHooks(hooks));
    const call: BackendCall = {
      gitBinary: host.gitBinary,
      directory: opened.directory,
      kind: asked.kind,
      service: asked.service,
      remoteUser: pusher.name,
      config: backendConfig(hooks, limits),
      limits,
      signal,
    };
    if (asked.kind === "advertise" || asked.service === "git-upload-pack") {
      await runHttpBackend(call, request, response);
      return;
    }
    const push = receivePush(host, { repository, opened, pusher }, checks);
    const onFault = (error: unknown): void =>
      logger.error("A push could not be checked.", { projectId: repository.projectId, error: String(error) });
    await quarantines.during(opened.directory, async () => {
      const onChannel: BackendCall["onChannel"] = (channel) => void answerPreReceive(channel, push.decide, onFault);
      const result = await runHttpBackend({ ...call, onChannel }, request, response);
      await push.settle();
      return result;
    });
  };
};
