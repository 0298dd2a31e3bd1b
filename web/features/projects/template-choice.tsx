"use client";

import { RadioGroup } from "radix-ui";
import type { Template } from "#core/contracts/index.ts";

export interface TemplateChoiceProps {
  templates: readonly Template[];
  value: string;
  onValueChange: (name: string) => void;
}

/** What the repository begins with. */
export const TemplateChoice = ({ templates, value, onValueChange }: TemplateChoiceProps) => (
  <div className="flex flex-col gap-1.5">
    <span className="text-sm font-medium" id="template-label">
      Starts from
    </span>
    <RadioGroup.Root
      value={value}
      onValueChange={onValueChange}
      aria-labelledby="template-label"
      className="flex flex-col divide-y divide-line overflow-hidden rounded-lg ring-1 ring-line"
    >
      {templates.map((template) => (
        <RadioGroup.Item
          key={template.name}
          value={template.name}
          className="group flex items-start gap-3 bg-surface px-3.5 py-2.5 text-left transition-colors hover:bg-hover focus-visible:outline-offset-[-2px]"
        >
          <span className="mt-1 grid size-3.5 shrink-0 place-items-center rounded-full ring-1 ring-ink-faint ring-inset group-data-[state=checked]:bg-ink group-data-[state=checked]:ring-ink">
            <RadioGroup.Indicator className="size-1.5 rounded-full bg-ink-inverse" />
          </span>
          <span className="min-w-0">
            <span className="block text-base font-medium">{template.title}</span>
            <span className="block text-sm text-ink-muted">{template.description}</span>
          </span>
        </RadioGroup.Item>
      ))}
    </RadioGroup.Root>
  </div>
);
