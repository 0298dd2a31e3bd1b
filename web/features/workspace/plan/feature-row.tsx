"use client";

import { ArrowDown, ArrowUp, ChevronDown, NotebookPen } from "lucide-react";
import { useState } from "react";
import { featureStatusSchema, type FeatureInput, type PlanFeature } from "#core/contracts/index.ts";
import { Button } from "#web/components/button.tsx";
import { DropdownMenu, MenuRadioGroup, MenuRadioItem } from "#web/components/dropdown-menu.tsx";
import { IconButton } from "#web/components/icon-button.tsx";
import { Textarea } from "#web/components/textarea.tsx";
import { revealControls } from "../text/reveal-controls.ts";
import { FeatureIcon, featureStatuses } from "./feature-icon.tsx";
import { toInput } from "./reorder-plan.ts";

export interface FeatureRowProps {
  feature: PlanFeature;
  isSaving: boolean;
  onSave: (features: FeatureInput[]) => Promise<boolean>;
  onMove: (direction: "up" | "down") => void;
}

const StatusMenu = ({ feature, isSaving, onSave }: Omit<FeatureRowProps, "onMove">) => (
  <DropdownMenu
    align="start"
    trigger={
      <button
        type="button"
        disabled={isSaving}
        aria-label={`Status of ${feature.feature}: ${featureStatuses[feature.status].label}. Change`}
        className="mt-0.5 flex h-6 shrink-0 items-center gap-0.5 rounded-sm px-1 hover:bg-hover disabled:opacity-50 coarse:h-11 coarse:px-2"
      >
        <FeatureIcon status={feature.status} />
        <ChevronDown aria-hidden="true" className="size-3 text-ink-faint" />
      </button>
    }
  >
    <MenuRadioGroup
      value={feature.status}
      onValueChange={(value) => void onSave([{ ...toInput(feature), status: featureStatusSchema.parse(value) }])}
    >
      {featureStatusSchema.options.map((status) => (
        <MenuRadioItem key={status} value={status}>
          {featureStatuses[status].label}
        </MenuRadioItem>
      ))}
    </MenuRadioGroup>
  </DropdownMenu>
);

const NotesEditor = ({
  feature,
  isSaving,
  onSave,
  onClose,
}: Omit<FeatureRowProps, "onMove"> & { onClose: () => void }) => {
  const [notes, setNotes] = useState(feature.notes);
  const save = async () => {
    if (await onSave([{ ...toInput(feature), notes }])) onClose();
  };
  return (
    <div className="flex flex-col gap-2">
      <Textarea
        aria-label={`Notes on ${feature.feature}`}
        placeholder="What the AI should know about it: rules, wording, what to leave out"
        rows={3}
        maxLength={4_000}
        value={notes}
        onChange={(event) => setNotes(event.target.value)}
      />
      <div className="flex justify-end gap-2">
        <Button size="sm" variant="ghost" onClick={onClose}>
          Cancel
        </Button>
        <Button
          size="sm"
          variant="primary"
          isLoading={isSaving}
          disabled={notes === feature.notes}
          onClick={() => void save()}
        >
          Save notes
        </Button>
      </div>
    </div>
  );
};

/** One feature of the plan: status, name, notes, place. */
export const FeatureRow = ({ feature, isSaving, onSave, onMove }: FeatureRowProps) => {
  const [isEditing, setEditing] = useState(false);
  return (
    <li className="group flex items-start gap-1.5 rounded-md px-1.5 py-1.5 hover:bg-hover/60">
      <StatusMenu feature={feature} isSaving={isSaving} onSave={onSave} />
      <div className="flex min-w-0 flex-1 flex-col gap-1.5 py-0.5">
        <p className={feature.status === "dropped" ? "break-text text-ink-subtle line-through" : "break-text"}>
          {revealControls(feature.feature)}
        </p>
        {isEditing ? (
          <NotesEditor feature={feature} isSaving={isSaving} onSave={onSave} onClose={() => setEditing(false)} />
        ) : feature.notes === "" ? null : (
          <p className="break-text text-sm whitespace-pre-wrap text-ink-muted">{revealControls(feature.notes)}</p>
        )}
      </div>
      <div className="flex shrink-0 opacity-0 transition-opacity group-focus-within:opacity-100 group-hover:opacity-100 coarse:opacity-100">
        <IconButton
          size="xs"
          label={feature.notes === "" ? "Add notes" : "Edit the notes"}
          icon={<NotebookPen aria-hidden="true" />}
          onClick={() => setEditing(true)}
        />
        <IconButton
          size="xs"
          label="Earlier"
          icon={<ArrowUp aria-hidden="true" />}
          disabled={isSaving}
          onClick={() => onMove("up")}
        />
        <IconButton
          size="xs"
          label="Later"
          icon={<ArrowDown aria-hidden="true" />}
          disabled={isSaving}
          onClick={() => onMove("down")}
        />
      </div>
    </li>
  );
};
