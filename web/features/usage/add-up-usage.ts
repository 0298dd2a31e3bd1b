import { NO_PROJECT_ID, type UsageDay, type UsageReport } from "#core/contracts/index.ts";

export interface UsageSum {
  key: string;
  label: string;
  calls: number;
  inputTokens: number;
  outputTokens: number;
  costUsd: number;
}

export type UsageUnit = "usd" | "tokens";

export const amountOf = (unit: UsageUnit, { costUsd, inputTokens, outputTokens }: Omit<UsageSum, "key" | "label">) =>
  unit === "usd" ? costUsd : inputTokens + outputTokens;

const nothing = { calls: 0, inputTokens: 0, outputTokens: 0, costUsd: 0 };

const add = <Sum extends typeof nothing>(sum: Sum, item: typeof nothing): Sum => ({
  ...sum,
  calls: sum.calls + item.calls,
  inputTokens: sum.inputTokens + item.inputTokens,
  outputTokens: sum.outputTokens + item.outputTokens,
  costUsd: sum.costUsd + item.costUsd,
});

export const addUpAll = (items: readonly UsageDay[]): UsageSum =>
  items.reduce((sum, item) => add(sum, item), { key: "all", label: "All", ...nothing });

/** Sums by whatever names a group; the largest first. */
const addUpBy = (
  items: readonly UsageDay[],
  nameOf: (item: UsageDay) => { key: string; label: string },
): UsageSum[] => {
  const sums = new Map<string, UsageSum>();
  for (const item of items) {
    const { key, label } = nameOf(item);
    sums.set(key, add(sums.get(key) ?? { key, label, ...nothing }, item));
  }
  return [...sums.values()].toSorted(
    (one, other) => other.costUsd - one.costUsd || amountOf("tokens", other) - amountOf("tokens", one),
  );
};

export const addUpByModel = (items: readonly UsageDay[]): UsageSum[] =>
  addUpBy(items, ({ provider, model }) => ({
    key: `${provider}/${model}`,
    label: provider === "demo" ? "Demo provider" : `${provider}/${model}`,
  }));

export const addUpByProject = ({ items, projects }: Pick<UsageReport, "items" | "projects">): UsageSum[] => {
  const names = new Map([
    ...projects.map(({ id, name }): [string, string] => [id, name]),
    [NO_PROJECT_ID, "Tests of system prompts"],
  ]);
  return addUpBy(items, ({ projectId }) => ({
    key: names.has(projectId) ? projectId : "removed",
    label: names.get(projectId) ?? "Removed projects",
  }));
};

const DAY_IN_MILLISECONDS = 86_400_000;

/** One sum a day, days without any among them, oldest first. */
export const addUpByDay = ({ from, to, items }: Pick<UsageReport, "from" | "to" | "items">): UsageSum[] => {
  const sums = new Map(addUpBy(items, ({ day }) => ({ key: day, label: day })).map((sum) => [sum.key, sum]));
  const days: UsageSum[] = [];
  for (let at = Date.parse(from); at <= Date.parse(to); at += DAY_IN_MILLISECONDS) {
    const day = new Date(at).toISOString().slice(0, 10);
    days.push(sums.get(day) ?? { key: day, label: day, ...nothing });
  }
  return days;
};
