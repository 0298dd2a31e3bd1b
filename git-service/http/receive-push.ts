import type { Branch, Person, RepositoryName } from "#core/ports/git-host.ts";
import type { LocalGitHost } from "../local/create-local-git-host.ts";
import type { Announcement } from "../local/outbox/create-outbox.ts";
import type { Repository } from "../local/engine.ts";
import { keepCommit } from "../local/operations/keep-commit.ts";
import { hasLanded } from "../local/outbox/create-host-outbox.ts";
import type { RefUpdate } from "../local/outbox/ref-update.ts";
import { checkPush, type PushCheckOptions } from "../push/check-push.ts";
import type { PushedRef, PushQuestion } from "./answer-pre-receive.ts";

/** One push from its check to its announcement. */
export interface PushReception {
  /** The pre-receive question: throws to refuse, and has everything announced before git moves a ref. */
  decide(question: PushQuestion): Promise<void>;
  /** After git has ended: sends what landed and forgets what did not. */
  settle(): Promise<void>;
}

/** Branches a check needs to know: all of them when one is made, else those that move. Listing starts a process. */
const listKnown = async (opened: Repository, updates: PushedRef[]): Promise<Branch[]> => {
  if (updates.some(({ before }) => before === null)) return opened.listBranches();
  return updates.flatMap(({ ref, before }) =>
    before !== null && ref.startsWith("refs/heads/") ? [{ name: ref.slice("refs/heads/".length), sha: before }] : [],
  );
};

export const receivePush = (
  host: LocalGitHost,
  push: { repository: RepositoryName; opened: Repository; pusher: Person },
  options: PushCheckOptions,
): PushReception => {
  const { repository, opened, pusher } = push;
  const announced: { update: RefUpdate; announcement: Announcement }[] = [];
  return {
    decide: async (question) => {
      const [defaultBranch, branches] = await Promise.all([
        opened.readDefaultBranch(),
        listKnown(opened, question.updates),
      ]);
      const { rewritten } = await checkPush(
        question,
        {
          repository,
          directory: opened.directory,
          defaultBranch,
          branches,
          readRef: opened.readRef,
        },
        options,
      );
      for (const sha of rewritten) await keepCommit(opened, sha);
      for (const { ref, before, after } of question.updates) {
        if (before === after) continue;
        const update = { repository, ref, before, after, pusher };
        announced.push({ update, announcement: await host.announce(update) });
      }
    },
    settle: async () => {
      for (const { update, announcement } of announced) {
        if (await hasLanded(opened, update)) announcement.confirm();
        else await announcement.discard();
      }
      if (announced.length > 0) host.noteReceived(repository);
    },
  };
};
