import type { BudgetRule, SaveBudgetRule } from "#core/contracts/index.ts";
import { Field } from "#web/components/field.tsx";
import { Input } from "#web/components/input.tsx";
import { saveBudgetRule } from "#web/lib/api/budgets.ts";
import { readNumber } from "#web/lib/budgets/limit-draft.ts";
import { RuleForm } from "./rule-form.tsx";
import { useRuleForm } from "./use-rule-form.ts";

type RuleField = keyof SaveBudgetRule;

const fields: { name: RuleField; label: string; isMoney: boolean }[] = [
  { name: "defaultUsd", label: "Default, US dollars", isMoney: true },
  { name: "ceilingUsd", label: "Ceiling, US dollars", isMoney: true },
  { name: "defaultTokens", label: "Default, tokens", isMoney: false },
  { name: "ceilingTokens", label: "Ceiling, tokens", isMoney: false },
];

const titles: Record<string, string> = {
  "project step": "Each step of a run",
  "project run": "Each run",
  "project day": "Each project, each day",
  "project total": "Each project, in total",
  "user day": "Each person, each day",
  "user total": "Each person, in total",
};

const toText = (value: number | null): string => (value === null ? "" : String(value));

const isNumber = (text: string): boolean => {
  const value = readNumber(text);
  return value === null || (Number.isFinite(value) && value >= 0);
};

/** Default and ceiling of one kind of budget. */
export const BudgetRuleRow = ({ rule, onSaved }: { rule: BudgetRule; onSaved: () => Promise<unknown> }) => {
  const title = titles[`${rule.scope} ${rule.period}`] ?? `${rule.scope} ${rule.period}`;
  const saved = {
    defaultUsd: toText(rule.defaultUsd),
    ceilingUsd: toText(rule.ceilingUsd),
    defaultTokens: toText(rule.defaultTokens),
    ceilingTokens: toText(rule.ceilingTokens),
  };
  const form = useRuleForm<RuleField>(saved, async (given) => {
    await saveBudgetRule(rule, {
      defaultUsd: readNumber(given.defaultUsd),
      ceilingUsd: readNumber(given.ceilingUsd),
      defaultTokens: readNumber(given.defaultTokens),
      ceilingTokens: readNumber(given.ceilingTokens),
    });
    await onSaved();
  });
  const hasErrors = fields.some(({ name }) => !isNumber(form.fields[name]));
  return (
    <RuleForm title={title} form={form} hasErrors={hasErrors}>
      <div className="grid grid-cols-2 gap-3 lg:grid-cols-4">
        {fields.map(({ name, label, isMoney }) => (
          <Field
            key={name}
            label={label}
            error={isNumber(form.fields[name]) ? undefined : "Enter a number, or leave it empty."}
          >
            {(control) => (
              <Input
                {...control}
                value={form.fields[name]}
                inputMode={isMoney ? "decimal" : "numeric"}
                autoComplete="off"
                maxLength={20}
                placeholder="no limit"
                {...(isMoney ? { leading: "$" } : {})}
                onChange={(event) => form.change(name, event.target.value)}
              />
            )}
          </Field>
        ))}
      </div>
    </RuleForm>
  );
};
