import type { RateRule } from "#core/contracts/index.ts";
import { Field } from "#web/components/field.tsx";
import { Input } from "#web/components/input.tsx";
import { saveRateRule } from "#web/lib/api/budgets.ts";
import { readNumber } from "#web/lib/budgets/limit-draft.ts";
import { RuleForm } from "./rule-form.tsx";
import { useRuleForm } from "./use-rule-form.ts";

type RuleField = "limitCount" | "windowMinutes";

const SECONDS_PER_MINUTE = 60;

const titles: Record<string, string> = {
  "run project": "Runs started in each project",
  "run user": "Runs started by each person",
  "deployment project": "Deployments asked for in each project",
  "deployment user": "Deployments asked for by each person",
};

const fields: { name: RuleField; label: string }[] = [
  { name: "limitCount", label: "At most" },
  { name: "windowMinutes", label: "In minutes" },
];

const isPositive = (text: string): boolean => (readNumber(text) ?? 0) > 0;

/** How often one thing may be done. */
export const RateRuleRow = ({ rule, onSaved }: { rule: RateRule; onSaved: () => Promise<unknown> }) => {
  const title = titles[`${rule.action} ${rule.scope}`] ?? `${rule.action} ${rule.scope}`;
  const saved = {
    limitCount: String(rule.limitCount),
    windowMinutes: String(rule.windowSeconds / SECONDS_PER_MINUTE),
  };
  const form = useRuleForm<RuleField>(saved, async ({ limitCount, windowMinutes }) => {
    await saveRateRule(rule, {
      limitCount: readNumber(limitCount) ?? 0,
      windowSeconds: Math.round((readNumber(windowMinutes) ?? 0) * SECONDS_PER_MINUTE),
    });
    await onSaved();
  });
  const hasErrors = fields.some(({ name }) => !isPositive(form.fields[name]));
  return (
    <RuleForm title={title} form={form} hasErrors={hasErrors}>
      <div className="grid max-w-md grid-cols-2 gap-3">
        {fields.map(({ name, label }) => (
          <Field
            key={name}
            label={label}
            error={isPositive(form.fields[name]) ? undefined : "Enter a number above nothing."}
          >
            {(control) => (
              <Input
                {...control}
                value={form.fields[name]}
                inputMode="numeric"
                autoComplete="off"
                maxLength={10}
                onChange={(event) => form.change(name, event.target.value)}
              />
            )}
          </Field>
        ))}
      </div>
    </RuleForm>
  );
};
