"use client";

import { MenuLabel, MenuRadioGroup, MenuRadioItem, MenuSeparator } from "#web/components/dropdown-menu.tsx";
import { useModels } from "#web/hooks/use-models.ts";
import type { ModelChoiceState } from "./use-model-choice.ts";

const USUAL = "usual";
const NONE = "none";

const toValue = (chosen: string | null | undefined): string => {
  if (chosen === undefined) return USUAL;
  return chosen ?? NONE;
};

/** What takes over when the run's own provider keeps failing. Nothing to choose where there is one model only. */
export const FallbackItems = ({ choice, setChoice, usual }: ModelChoiceState) => {
  const { data } = useModels();
  const own = choice.model ?? usual;
  const others = (data?.items ?? []).filter(({ id, isDemo }) => id !== own && !isDemo);
  if (others.length === 0) return null;
  const { fallbackModel: _, ...rest } = choice;
  const choose = (value: string): void =>
    setChoice(value === USUAL ? rest : { ...rest, fallbackModel: value === NONE ? null : value });
  return (
    <>
      <MenuSeparator />
      <MenuLabel>If its provider keeps failing</MenuLabel>
      <MenuRadioGroup value={toValue(choice.fallbackModel)} onValueChange={choose}>
        <MenuRadioItem value={USUAL}>As the installation has it</MenuRadioItem>
        <MenuRadioItem value={NONE}>Stop and tell me</MenuRadioItem>
        {others.slice(0, 8).map(({ id }) => (
          <MenuRadioItem key={id} value={id}>
            Go on with {id}
          </MenuRadioItem>
        ))}
      </MenuRadioGroup>
    </>
  );
};
