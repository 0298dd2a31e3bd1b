"use client";

import { ChevronDown, GitBranch, GitCommitHorizontal } from "lucide-react";
import { DropdownMenu, MenuRadioGroup, MenuRadioItem, MenuSeparator } from "#web/components/dropdown-menu.tsx";
import { RelativeTime } from "#web/components/relative-time.tsx";
import { shortSha } from "#web/lib/format/short-sha.ts";
import { revealControls } from "../text/reveal-controls.ts";
import { shortBranch } from "../text/short-branch.ts";
import type { PreviewVersion } from "./preview-versions.ts";

const nameOf = ({ kind, branch, commitSha }: PreviewVersion): string =>
  kind === "branch" ? shortBranch(branch) : shortSha(commitSha);

const Item = ({ version }: { version: PreviewVersion }) => (
  <MenuRadioItem
    value={version.id}
    icon={version.kind === "branch" ? <GitBranch aria-hidden="true" /> : <GitCommitHorizontal aria-hidden="true" />}
  >
    <span className="font-mono text-xs">{nameOf(version)}</span>{" "}
    {version.subject === null ? null : <span className="break-text">{revealControls(version.subject)}, </span>}
    <RelativeTime at={version.createdAt} />
  </MenuRadioItem>
);

export interface VersionMenuProps {
  label: string;
  selected: PreviewVersion;
  /** Groups, with a line between them. */
  groups: readonly (readonly PreviewVersion[])[];
  onSelect: (version: PreviewVersion) => void;
}

/** Which version a preview shows: of a branch as it is now, or of one commit. */
export const VersionMenu = ({ label, selected, groups, onSelect }: VersionMenuProps) => {
  const shown = groups.filter((group) => group.length > 0);
  return (
    <DropdownMenu
      align="start"
      className="max-w-96!"
      trigger={
        <button
          type="button"
          aria-label={`${label}: ${nameOf(selected)}`}
          className="flex h-8 max-w-30 min-w-0 shrink-0 @min-[34rem]:max-w-44 items-center gap-1.5 rounded-md px-2 text-sm hover:bg-hover coarse:min-h-11"
        >
          {selected.kind === "branch" ? (
            <GitBranch aria-hidden="true" className="size-3.5 shrink-0 text-ink-subtle" />
          ) : (
            <GitCommitHorizontal aria-hidden="true" className="size-3.5 shrink-0 text-ink-subtle" />
          )}
          <span className="truncate font-mono text-xs">{nameOf(selected)}</span>
          <ChevronDown aria-hidden="true" className="size-3.5 shrink-0 text-ink-subtle" />
        </button>
      }
    >
      <MenuRadioGroup
        value={selected.id}
        onValueChange={(id) => {
          const version = shown.flat().find((one) => one.id === id);
          if (version !== undefined) onSelect(version);
        }}
      >
        {shown.map((group, index) => (
          <div key={group[0]?.id}>
            {index === 0 ? null : <MenuSeparator />}
            {group.map((version) => (
              <Item key={version.id} version={version} />
            ))}
          </div>
        ))}
      </MenuRadioGroup>
    </DropdownMenu>
  );
};
