import { randomUUID } from "node:crypto";
import { sign } from "@octokit/webhooks-methods";
import {
  describeAccount,
  describeInstallation,
  describePushedRepository,
  describeRepository,
  describeWebhookScene,
} from "./describe.ts";
import { createWebhookChecker } from "./check-openapi.ts";
import { readCommits, type RawCommit } from "./describe-commit.ts";
import {
  accountByLogin,
  accountOf,
  fullNameOf,
  type GitHubInstallation,
  type GitHubRepository,
  type GitHubState,
  type RefMove,
} from "./github-state.ts";
import { gitIn } from "./repository-git.ts";
import { tryGit } from "../git-client.ts";

export interface SentWebhook {
  id: string;
  event: string;
  payload: Record<string, unknown>;
  /** What the receiver answered; null when it could not be reached, or the webhook was dropped. */
  status: number | null;
}

export interface Webhooks {
  /** Everything that was sent or dropped, in order. */
  sent: SentWebhook[];
  /** What did not validate. */
  violations: string[];
  /** Drops the next so many, as a network does. */
  drop(count: number): void;
  /** Sends an event; `payload` is whole. */
  send(event: string, payload: Record<string, unknown>): Promise<void>;
  /** Sends an event about a repository, with repository, sender and installation added. */
  emit(event: string, repository: GitHubRepository, login: string, payload: Record<string, unknown>): Promise<void>;
  emitInstallation(action: string, installation: GitHubInstallation, more?: Record<string, unknown>): Promise<void>;
  /** Sends one that was sent before, under the same id. */
  redeliver(id: string): Promise<void>;
  onRefMoved(move: RefMove): Promise<void>;
}

const pushedCommit = (state: GitHubState, repository: GitHubRepository, commit: RawCommit) => ({
  id: commit.sha,
  tree_id: commit.tree,
  distinct: true,
  message: commit.message,
  timestamp: commit.committer.date,
  url: `${state.origin}/${fullNameOf(state, repository)}/commit/${commit.sha}`,
  author: commit.author,
  committer: commit.committer,
  added: [],
  removed: [],
  modified: [],
});

const senderOf = (state: GitHubState, login: string) => {
  const account = accountByLogin(state, login);
  if (account !== undefined) return describeAccount(state, account);
  const bot = {
    id: 900_000,
    login,
    type: "User" as const,
    name: login,
    email: `${login}@users.noreply.github.com`,
    members: [],
  };
  return { ...describeAccount(state, bot), type: "Bot" };
};

const describePush = async (state: GitHubState, move: RefMove) => {
  const { repository, ref, before, after } = move;
  const zero = "0".repeat(40);
  const isBranch = ref.startsWith("refs/heads/");
  const range =
    before === null ? [after ?? "", "--not", `--exclude=${ref}`, "--branches"] : [`${before}..${after ?? ""}`];
  const commits = after === null || !isBranch ? [] : await readCommits(repository, ["--reverse", ...range]);
  const [head] = after === null ? [] : await readCommits(repository, ["-1", after]);
  const isAncestor = async (): Promise<boolean> =>
    (await tryGit(repository.directory, ["merge-base", "--is-ancestor", before ?? "", after ?? ""])).code === 0;
  const web = `${state.origin}/${fullNameOf(state, repository)}`;
  return {
    ref,
    before: before ?? zero,
    after: after ?? zero,
    created: before === null,
    deleted: after === null,
    forced: before !== null && after !== null && !(await isAncestor()),
    base_ref: null,
    compare: `${web}/compare/${(before ?? zero).slice(0, 12)}...${(after ?? zero).slice(0, 12)}`,
    commits: commits.slice(-2048).map((each) => pushedCommit(state, repository, each)),
    head_commit: head === undefined ? null : pushedCommit(state, repository, head),
    repository: describePushedRepository(state, repository),
    pusher: {
      name: move.pusher,
      email: accountByLogin(state, move.pusher)?.email ?? `${move.pusher}@users.noreply.github.com`,
    },
  };
};

/** Signs and sends what happens to the App's webhook, in order, each checked against GitHub's document. */
export const createWebhooks = (state: GitHubState): Webhooks => {
  const check = createWebhookChecker();
  const sent: SentWebhook[] = [];
  const violations: string[] = [];
  let dropped = 0;
  const deliver = async (webhook: SentWebhook): Promise<void> => {
    const [app] = state.apps;
    if (app?.webhookUrl === null || app === undefined) return;
    const body = JSON.stringify(webhook.payload);
    const answer = await fetch(app.webhookUrl, {
      method: "POST",
      body,
      headers: {
        "content-type": "application/json",
        "user-agent": "GitHub-Hookshot/fake",
        "x-github-event": webhook.event,
        "x-github-delivery": webhook.id,
        "x-github-hook-id": "1",
        "x-github-hook-installation-target-type": "integration",
        "x-github-hook-installation-target-id": String(app.id),
        "x-hub-signature-256": await sign(app.webhookSecret, body),
      },
    }).catch(() => null);
    webhook.status = answer?.status ?? null;
    await answer?.body?.cancel();
  };
  const send = async (event: string, payload: Record<string, unknown>): Promise<void> => {
    const problem = check(event, payload);
    if (problem !== null) violations.push(problem);
    const webhook: SentWebhook = { id: randomUUID(), event, payload, status: null };
    sent.push(webhook);
    if (dropped > 0) dropped -= 1;
    else await deliver(webhook);
  };
  const emit: Webhooks["emit"] = (event, repository, login, payload) => {
    const scene = describeWebhookScene(state, repository, accountOf(state, repository.ownerId));
    return send(event, { ...scene, sender: senderOf(state, login), ...payload });
  };
  return {
    sent,
    violations,
    drop: (count) => {
      dropped = count;
    },
    send,
    emit,
    emitInstallation: (action, installation, more = {}) => {
      const [app] = state.apps;
      if (app === undefined) return Promise.resolve();
      const account = accountOf(state, installation.accountId);
      const covered = state.repositories.filter(
        ({ ownerId, id }) =>
          ownerId === account.id && (installation.selection === "all" || installation.repositoryIds.has(id)),
      );
      return send("installation", {
        action,
        installation: describeInstallation(state, installation, app),
        repositories: covered.map((each) => {
          const { id, node_id, name, full_name, private: isPrivate } = describeRepository(state, each);
          return { id, node_id, name, full_name, private: isPrivate };
        }),
        sender: describeAccount(state, account),
        ...more,
      });
    },
    redeliver: async (id) => {
      const webhook = sent.find((each) => each.id === id);
      if (webhook !== undefined) await deliver(webhook);
    },
    onRefMoved: async (move) => {
      const { repository, ref, before, after, pusher } = move;
      const type = ref.startsWith("refs/heads/") ? "branch" : "tag";
      const name = ref.replace(/^refs\/(?:heads|tags)\//, "");
      const common = { ref: name, ref_type: type, pusher_type: "user" };
      if (before === null) {
        const more = { ...common, master_branch: repository.defaultBranch, description: repository.description };
        await emit("create", repository, pusher, more);
      }
      if (after === null) await emit("delete", repository, pusher, common);
      await emit("push", repository, pusher, await describePush(state, move));
    },
  };
};

/** A commit somebody makes on a branch, as the web page of GitHub does, and its id. */
export const writeCommit = async (
  repository: GitHubRepository,
  commit: {
    branch: string;
    files: Record<string, string | null>;
    message: string;
    author: { name: string; email: string };
  },
): Promise<{ before: string | null; after: string }> => {
  const env = {
    GIT_INDEX_FILE: `${repository.directory}/index-${randomUUID()}`,
    GIT_AUTHOR_NAME: commit.author.name,
    GIT_AUTHOR_EMAIL: commit.author.email,
    GIT_COMMITTER_NAME: commit.author.name,
    GIT_COMMITTER_EMAIL: commit.author.email,
  };
  const ref = `refs/heads/${commit.branch}`;
  const found = await tryGit(repository.directory, ["rev-parse", "--verify", "--quiet", ref]);
  const before = found.code === 0 ? found.stdout.trim() : null;
  await gitIn(repository, ["read-tree", before ?? "--empty"], { env });
  let lines = "";
  for (const [path, content] of Object.entries(commit.files)) {
    const id =
      content === null ? "0".repeat(40) : await gitIn(repository, ["hash-object", "-w", "--stdin"], { input: content });
    lines += `${content === null ? "0" : "100644"} ${id}\t${path}\0`;
  }
  await gitIn(repository, ["update-index", "-z", "--index-info"], { env, input: lines });
  const tree = await gitIn(repository, ["write-tree"], { env });
  const parents = before === null ? [] : ["-p", before];
  const after = await gitIn(repository, ["commit-tree", tree, ...parents], { env, input: commit.message });
  return { before, after };
};
