import type {
  Activity,
  BranchAnswer,
  Commit,
  DeploymentLog,
  PlanFeature,
  Run,
  RunLive,
} from "#core/contracts/index.ts";
import type {
  ChannelHandlers,
  WorkspaceChannel,
  WorkspaceSource,
} from "#web/features/workspace/data/workspace-source.ts";
import { makeActivity, makeFeature, makeId, makeProject, makeRun, toRow } from "./make-rows.ts";

interface Message {
  event: string;
  payload: unknown;
}

const toMessage = (table: string, operation: string, record: object): Message => ({
  event: operation,
  payload: { schema: "public", table, operation, record: toRow(record), old_record: null },
});

/**
 * A project as a server would hold it: rows that take the next number with each change, and a channel that may lose,
 * reorder or repeat what it carries. The tests compare what the workspace shows with what is here.
 */
export const simulateProject = () => {
  let lastSeq = 0;
  const runs = new Map<string, Run>();
  const plan = new Map<string, PlanFeature>();
  const activity: Activity[] = [];
  const handlers = new Set<ChannelHandlers>();
  let isCut = true;
  let reads = 0;
  let failures = 0;
  let live: RunLive | null = null;
  let held: Message[] = [];
  let lines: DeploymentLog[] = [];
  let branches: BranchAnswer[] = [];
  let commits: Commit[] = [];

  const send = (message: Message): void => {
    if (!isCut) for (const handler of handlers) handler.onMessage(message.event, message.payload);
  };
  const read = async <Value>(answer: () => Value): Promise<Value> => {
    reads += 1;
    if (failures > 0) {
      failures -= 1;
      throw new Error("the network is down");
    }
    // The answer is what is there now; it takes a while to arrive, and events overtake it.
    const value = answer();
    await new Promise((resolve) => setTimeout(resolve, 40));
    return value;
  };
  const after = (seq: number) => ({
    runs: [...runs.values()].filter((row) => row.seq > seq),
    project_plan: [...plan.values()].filter((row) => row.seq > seq),
    activity_log: activity.filter((row) => row.seq > seq),
  });

  const source: WorkspaceSource = {
    readSnapshot: () => read(() => ({ project: makeProject({ lastSeq }), upTo: lastSeq, batch: after(0) })),
    readChanges: (seq) =>
      read(() => (lastSeq < seq ? null : { upTo: lastSeq, batch: after(seq), plan: [...plan.values()] })),
    readProject: () => read(() => makeProject({ lastSeq })),
    readRuns: () => read(() => ({})),
    readOlder: () => read(() => ({})),
    readDeployments: () => read(() => ({})),
    readLive: () => read(() => live),
    readLog: (_, from) => read(() => lines.filter(({ line }) => line > from)),
    readBranches: () => read(() => branches),
    readCommits: () => read(() => ({ items: commits, nextCursor: null })),
  };
  const channel: WorkspaceChannel = {
    join: (handler) => {
      handlers.add(handler);
      return () => handlers.delete(handler);
    },
  };

  const change = (table: string, operation: string, record: object, fate: "sent" | "lost" | "late" | "twice"): void => {
    const message = toMessage(table, operation, record);
    if (fate === "late") held.push(message);
    if (fate === "sent" || fate === "twice") send(message);
    if (fate === "twice") send(message);
  };

  return {
    source,
    channel,
    runs,
    plan,
    activity,
    get lastSeq() {
      return lastSeq;
    },
    get reads() {
      return reads;
    },
    send,
    join: () => {
      isCut = false;
      for (const handler of handlers) handler.onJoined();
    },
    cut: () => {
      isCut = true;
      for (const handler of handlers) handler.onLost();
    },
    failReads: (count: number) => {
      failures = count;
    },
    setLive: (next: RunLive | null) => {
      live = next;
    },
    setLines: (next: DeploymentLog[]) => {
      lines = next;
    },
    setHistory: (next: { branches: BranchAnswer[]; commits: Commit[] }) => {
      ({ branches, commits } = next);
    },
    saveRun: (number: number, fields: Partial<Run>, fate: "sent" | "lost" | "late" | "twice" = "sent"): void => {
      lastSeq += 1;
      const id = makeId(100 + number);
      const row = makeRun({ ...runs.get(id), ...fields, id, seq: lastSeq });
      const operation = runs.has(id) ? "UPDATE" : "INSERT";
      runs.set(id, row);
      change("runs", operation, row, fate);
    },
    saveFeature: (
      number: number,
      fields: Partial<PlanFeature>,
      fate: "sent" | "lost" | "late" | "twice" = "sent",
    ): void => {
      lastSeq += 1;
      const id = makeId(400 + number);
      const row = makeFeature({ ...plan.get(id), feature: `Feature ${number}`, ...fields, id, seq: lastSeq });
      plan.set(id, row);
      change("project_plan", "UPDATE", row, fate);
    },
    removeFeature: (number: number, isSent: boolean): void => {
      const id = makeId(400 + number);
      const old = plan.get(id);
      if (old === undefined) return;
      plan.delete(id);
      const payload = {
        schema: "public",
        table: "project_plan",
        operation: "DELETE",
        record: null,
        old_record: toRow(old),
      };
      if (isSent) send({ event: "DELETE", payload });
    },
    log: (fate: "sent" | "lost" | "late" | "twice" = "sent"): void => {
      lastSeq += 1;
      const row = makeActivity({ id: makeId(100_000 + lastSeq), seq: lastSeq, details: { number: lastSeq } });
      activity.push(row);
      change("activity_log", "INSERT", row, fate);
    },
    /** What was held back arrives, the last first. */
    release: (): void => {
      const late = held.toReversed();
      held = [];
      for (const message of late) send(message);
    },
  };
};
export type SimulatedProject = ReturnType<typeof simulateProject>;
