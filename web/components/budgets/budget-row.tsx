import type { Budget } from "#core/contracts/index.ts";
import { Field } from "#web/components/field.tsx";
import { Input } from "#web/components/input.tsx";
import { Meter } from "#web/components/meter.tsx";
import type { LimitDraft } from "#web/lib/budgets/limit-draft.ts";
import { formatCompact } from "#web/lib/format/format-count.ts";
import { formatCost } from "#web/lib/format/format-cost.ts";
import { formatShare } from "#web/lib/format/format-share.ts";

const titles: Record<Budget["period"], string> = {
  step: "Each step",
  run: "Each run",
  day: "Each day",
  total: "In total",
};

const hintOf = (unit: "usd" | "tokens", budget: Budget): string => {
  const format = (value: number) => (unit === "usd" ? formatCost(value) : formatCompact(value));
  const usual = unit === "usd" ? budget.defaultUsd : budget.defaultTokens;
  const ceiling = unit === "usd" ? budget.ceilingUsd : budget.ceilingTokens;
  const most = ceiling === null ? "" : ` At most ${format(ceiling)}.`;
  return `${usual === null ? "Empty: no limit." : `Empty: ${format(usual)}.`}${most}`;
};

/** What is gone of a day's budget, or of one in total. */
const Used = ({ budget }: { budget: Budget }) => {
  if (budget.period !== "day" && budget.period !== "total") return null;
  const when = budget.period === "day" ? "today" : "in total";
  const money = formatShare("usd", budget.usedUsd, budget.limitUsd);
  const tokens = formatShare("tokens", budget.usedTokens, budget.limitTokens);
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      {[
        { unit: "Money", text: money, used: budget.usedUsd, limit: budget.limitUsd },
        { unit: "Tokens", text: tokens, used: budget.usedTokens, limit: budget.limitTokens },
      ].map(({ unit, text, used, limit }) => (
        <div key={unit} className="flex flex-col gap-1">
          <span className="figures text-sm text-ink-muted">
            <span className="sr-only">{unit}: </span>
            {text} used {when}
          </span>
          {limit === null ? null : <Meter used={used} limit={limit} />}
        </div>
      ))}
    </div>
  );
};

export interface BudgetRowProps {
  budget: Budget;
  draft: LimitDraft;
  errors: Partial<Record<keyof LimitDraft, string>>;
  onChange: (draft: LimitDraft) => void;
}

/** One budget: its two limits, and what is gone of them. */
export const BudgetRow = ({ budget, draft, errors, onChange }: BudgetRowProps) => (
  <fieldset className="flex flex-col gap-3 border-b border-line-faint pb-5 last:border-b-0 last:pb-0">
    <legend className="mb-3 text-base font-medium">{titles[budget.period]}</legend>
    <div className="grid gap-3 sm:grid-cols-2">
      <Field label="US dollars" hint={hintOf("usd", budget)} error={errors.usd}>
        {(control) => (
          <Input
            {...control}
            value={draft.usd}
            inputMode="decimal"
            autoComplete="off"
            maxLength={20}
            leading="$"
            onChange={(event) => onChange({ ...draft, usd: event.target.value })}
          />
        )}
      </Field>
      <Field label="Tokens" hint={hintOf("tokens", budget)} error={errors.tokens}>
        {(control) => (
          <Input
            {...control}
            value={draft.tokens}
            inputMode="numeric"
            autoComplete="off"
            maxLength={20}
            onChange={(event) => onChange({ ...draft, tokens: event.target.value })}
          />
        )}
      </Field>
    </div>
    <Used budget={budget} />
  </fieldset>
);
