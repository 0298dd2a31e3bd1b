import type { ComparedBranch, Run } from "#core/contracts/index.ts";
import { formatCost } from "#web/lib/format/format-cost.ts";
import { formatCompact, formatCount } from "#web/lib/format/format-count.ts";
import { formatDuration } from "#web/lib/format/format-duration.ts";

const listModels = (runs: readonly Run[]): string => {
  const names = new Set(
    runs.map(({ provider, model }) => (provider === "demo" ? "Demo provider" : `${provider}/${model}`)),
  );
  return names.size === 0 ? "None" : [...names].join(", ");
};

const listPrompts = (runs: readonly Run[]): string => {
  const names = new Set(runs.map(({ promptName, promptVersion }) => `${promptName}@${promptVersion}`));
  return names.size === 0 ? "None" : [...names].join(", ");
};

const addTimes = (runs: readonly Run[]): string => {
  const total = runs.reduce(
    (sum, { startedAt, finishedAt }) =>
      startedAt === null || finishedAt === null ? sum : sum + Date.parse(finishedAt) - Date.parse(startedAt),
    0,
  );
  return total === 0 ? "None yet" : formatDuration(Math.max(0, total));
};

/** The figures two branches are compared by. */
export const BranchFacts = ({ side }: { side: ComparedBranch }) => {
  const { runs, usage, files, additions, deletions, commitCount } = side;
  const isDemo = runs.length > 0 && runs.every(({ provider }) => provider === "demo");
  const facts: [string, string][] = [
    ["Model", listModels(runs)],
    ["System prompt", listPrompts(runs)],
    ["Cost", isDemo ? "Nothing; the demo calls no AI" : formatCost(usage.costUsd)],
    ["Tokens", `${formatCompact(usage.inputTokens)} in, ${formatCompact(usage.outputTokens)} out`],
    ["Time", addTimes(runs)],
    ["Changes", `${formatCount(files, "file")}, +${additions} −${deletions}, ${formatCount(commitCount, "commit")}`],
  ];
  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1.5 text-sm">
      {facts.map(([name, value]) => (
        <div key={name} className="contents">
          <dt className="text-ink-subtle">{name}</dt>
          <dd className="figures break-text min-w-0">{value}</dd>
        </div>
      ))}
    </dl>
  );
};
