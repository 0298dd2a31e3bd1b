import type { ReactNode } from "react";
import { Button } from "#web/components/button.tsx";
import { ProblemNote } from "#web/components/problem-note.tsx";
import type { useRuleForm } from "./use-rule-form.ts";

export interface RuleFormProps {
  title: string;
  form: Pick<ReturnType<typeof useRuleForm>, "isChanged" | "isSaving" | "failure" | "save">;
  hasErrors: boolean;
  children: ReactNode;
}

/** One rule with its fields; can be saved as soon as something of it is changed. */
export const RuleForm = ({ title, form, hasErrors, children }: RuleFormProps) => (
  <form
    aria-label={title}
    className="flex flex-col gap-3 border-b border-line-faint pb-5 last:border-b-0 last:pb-0"
    onSubmit={(event) => {
      event.preventDefault();
      if (!hasErrors) void form.save();
    }}
  >
    <div className="flex min-h-7 items-center justify-between gap-3">
      <h3 className="text-base font-medium">{title}</h3>
      {form.isChanged ? (
        <Button type="submit" size="sm" variant="primary" isLoading={form.isSaving} disabled={hasErrors}>
          Save
        </Button>
      ) : null}
    </div>
    {children}
    {form.failure === undefined ? null : <ProblemNote error={form.failure} />}
  </form>
);
