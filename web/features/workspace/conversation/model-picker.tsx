"use client";

import { ChevronDown, FlaskConical, Sparkles } from "lucide-react";
import {
  DropdownMenu,
  MenuLabel,
  MenuRadioGroup,
  MenuRadioItem,
  MenuSeparator,
} from "#web/components/dropdown-menu.tsx";
import { useModels } from "#web/hooks/use-models.ts";
import { useResource } from "#web/hooks/use-resource.ts";
import { PROMPT_VERSIONS_PATH, promptVersionPageSchema } from "#web/lib/api/choices.ts";
import { formatCompact } from "#web/lib/format/format-count.ts";
import { formatPrice } from "#web/lib/format/format-price.ts";
import { FallbackItems } from "./fallback-items.tsx";
import type { ModelChoiceState } from "./use-model-choice.ts";

/** Stands for "as the project has it". */
const USUAL = "";

const isDemo = (name: string): boolean => name === "demo" || name.startsWith("demo/");
const nameOf = (id: string): string => (isDemo(id) ? "Demo provider" : id);

const ModelItems = ({ choice, setChoice, usual }: ModelChoiceState) => {
  const { data, error } = useModels();
  const { model: _, ...rest } = choice;
  return (
    <>
      <MenuLabel>Model of the next run</MenuLabel>
      <MenuRadioGroup
        value={choice.model ?? USUAL}
        onValueChange={(model) => setChoice(model === USUAL ? rest : { ...rest, model })}
      >
        <MenuRadioItem value={USUAL}>{`As usual: ${nameOf(usual)}`}</MenuRadioItem>
        {(data?.items ?? []).map((item) => (
          <MenuRadioItem key={item.id} value={item.id}>
            <span className="min-w-0">
              <span className="break-text block">{nameOf(item.id)}</span>
              <span className="figures block text-xs text-ink-subtle">
                {item.isDemo
                  ? "Built in, calls no AI"
                  : `${formatCompact(item.contextTokens)} context · ${formatPrice(item.inputPrice)} in, ${formatPrice(item.outputPrice)} out`}
              </span>
            </span>
          </MenuRadioItem>
        ))}
      </MenuRadioGroup>
      {error === undefined ? null : (
        <p className="px-2.5 py-1.5 text-sm text-danger-text">The models could not be loaded. Close and try again.</p>
      )}
    </>
  );
};

const VersionItems = ({ choice, setChoice, usualVersion }: ModelChoiceState) => {
  const { data } = useResource(PROMPT_VERSIONS_PATH, promptVersionPageSchema);
  const versions = data?.items ?? [];
  if (versions.length < 2) return null;
  const { promptVersion: _, ...rest } = choice;
  const usual = usualVersion ?? versions.find(({ isActive }) => isActive)?.version;
  return (
    <>
      <MenuSeparator />
      <MenuLabel>System prompt</MenuLabel>
      <MenuRadioGroup
        value={choice.promptVersion === undefined ? USUAL : String(choice.promptVersion)}
        onValueChange={(version) => setChoice(version === USUAL ? rest : { ...rest, promptVersion: Number(version) })}
      >
        <MenuRadioItem value={USUAL}>{`As usual: version ${usual ?? 1}`}</MenuRadioItem>
        {versions.slice(0, 8).map(({ version, notes }) => (
          <MenuRadioItem key={version} value={String(version)}>
            <span className="min-w-0">
              <span className="block">Version {version}</span>
              {notes === "" ? null : <span className="break-text block text-xs text-ink-subtle">{notes}</span>}
            </span>
          </MenuRadioItem>
        ))}
      </MenuRadioGroup>
    </>
  );
};

/** Which model, and which version of the system prompt, the next run uses. */
export const ModelPicker = (state: ModelChoiceState) => {
  const { choice, usual } = state;
  const id = choice.model ?? usual;
  const version = choice.promptVersion === undefined ? "" : ` · prompt ${choice.promptVersion}`;
  return (
    <DropdownMenu
      align="start"
      side="top"
      trigger={
        <button
          type="button"
          className="flex h-7 min-w-0 items-center gap-1.5 rounded-sm px-1.5 text-sm text-ink-muted hover:bg-hover hover:text-ink coarse:min-h-11 [&_svg]:size-3.5 [&_svg]:shrink-0"
        >
          {isDemo(id) ? (
            <FlaskConical aria-hidden="true" className="text-warning-text" />
          ) : (
            <Sparkles aria-hidden="true" />
          )}
          <span className="sr-only">Model: </span>
          <span className="truncate">{`${nameOf(id)}${version}`}</span>
          <ChevronDown aria-hidden="true" className="text-ink-subtle" />
        </button>
      }
    >
      <ModelItems {...state} />
      <VersionItems {...state} />
      <FallbackItems {...state} />
    </DropdownMenu>
  );
};
