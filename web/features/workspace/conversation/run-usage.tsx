import type { Run } from "#core/contracts/index.ts";
import { Tooltip } from "#web/components/tooltip.tsx";
import { formatCost } from "#web/lib/format/format-cost.ts";
import { formatCompact, formatCount } from "#web/lib/format/format-count.ts";
import { formatDuration } from "#web/lib/format/format-duration.ts";

const durationOf = ({ startedAt, finishedAt }: Run): string | null =>
  startedAt === null || finishedAt === null
    ? null
    : formatDuration(Math.max(0, Date.parse(finishedAt) - Date.parse(startedAt)));

/** What a run has used: model, tokens, money, time. */
export const RunUsage = ({ run }: { run: Run }) => {
  const { inputTokens, cachedInputTokens, outputTokens, costUsd } = run.usage;
  const isDemo = run.provider === "demo";
  const duration = durationOf(run);
  const parts = [
    isDemo ? "Demo provider" : `${run.provider}/${run.model}`,
    ...(inputTokens + outputTokens === 0
      ? []
      : [`${formatCompact(inputTokens)} in, ${formatCompact(outputTokens)} out`]),
    ...(isDemo || inputTokens + outputTokens === 0 ? [] : [formatCost(costUsd)]),
    ...(duration === null ? [] : [duration]),
  ];
  const detail = `${formatCount(inputTokens, "token")} in (${formatCount(cachedInputTokens, "token")} of them cached), ${formatCount(outputTokens, "token")} out, prompt ${run.promptName}@${run.promptVersion}.${isDemo ? " The demo provider calls no AI and costs nothing; its tokens are an estimate." : ""}`;
  return (
    <Tooltip label={detail}>
      <button type="button" className="figures break-text rounded-xs text-left text-xs text-ink-subtle hover:text-ink">
        {parts.join(" · ")}
      </button>
    </Tooltip>
  );
};
