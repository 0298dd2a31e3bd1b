"use client";

import { Field } from "#web/components/field.tsx";
import { Input } from "#web/components/input.tsx";
import { SegmentedControl } from "#web/components/segmented-control.tsx";
import type { GitHubPlaceInput } from "../start-project.ts";

interface Props {
  value: GitHubPlaceInput;
  onValueChange: (place: GitHubPlaceInput) => void;
  /** What it is called when nothing is typed. */
  derivedName: string;
}

const toRepositoryName = (name: string): string =>
  name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-|-$/g, "");

/** What a new repository on GitHub is called, and who may see it. */
export const NewRepositoryFields = ({ value, onValueChange, derivedName }: Props) => (
  <>
    <Field label="Repository name" hint="From the project's name, unless you type another.">
      {(control) => (
        <Input
          {...control}
          value={value.name ?? ""}
          maxLength={100}
          placeholder={toRepositoryName(derivedName)}
          onChange={({ target }) => {
            const { name: _, ...rest } = value;
            onValueChange(target.value === "" ? rest : { ...rest, name: target.value });
          }}
        />
      )}
    </Field>
    <div className="flex flex-col items-start gap-1.5">
      <span className="text-sm font-medium" aria-hidden="true">
        Who may see it
      </span>
      <SegmentedControl
        label="Who may see the repository"
        size="md"
        value={value.isPrivate === false ? "public" : "private"}
        onValueChange={(choice) => onValueChange({ ...value, isPrivate: choice === "private" })}
        segments={[
          { value: "private", label: "Private" },
          { value: "public", label: "Public" },
        ]}
      />
    </div>
  </>
);
