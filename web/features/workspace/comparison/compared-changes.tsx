"use client";

import { useState } from "react";
import type { ComparedBranch } from "#core/contracts/index.ts";
import { Card } from "#web/components/card.tsx";
import { SegmentedControl } from "#web/components/segmented-control.tsx";
import type { DiffRange } from "#web/lib/api/repository.ts";
import { ChangesPanel } from "../diff/changes-panel.tsx";
import { shortBranch } from "../text/short-branch.ts";

type View = "left" | "right" | "between";

const segments = [
  { value: "between", label: "Left against right" },
  { value: "left", label: "Left alone" },
  { value: "right", label: "Right alone" },
];

const toView = (value: string): View => (value === "left" || value === "right" ? value : "between");

/** The changes of two branches: from one to the other, or of each since the two parted. */
export const ComparedChanges = ({
  projectId,
  left,
  right,
}: {
  projectId: string;
  left: ComparedBranch;
  right: ComparedBranch;
}) => {
  const [view, setView] = useState<View>("between");
  const [one, two] = [shortBranch(left.branch), shortBranch(right.branch)];
  const shown: Record<View, { range: DiffRange; title: string; emptyText: string }> = {
    between: {
      range: { base: left.sha, head: right.sha, isExact: true },
      title: `From ${one} to ${two}`,
      emptyText: "Both branches hold the same files.",
    },
    left: {
      range: { base: right.sha, head: left.sha, isExact: false },
      title: `What ${one} changed since the two parted`,
      emptyText: `${one} changed nothing since the two parted.`,
    },
    right: {
      range: { base: left.sha, head: right.sha, isExact: false },
      title: `What ${two} changed since the two parted`,
      emptyText: `${two} changed nothing since the two parted.`,
    },
  };
  return (
    <Card className="overflow-hidden">
      <div className="h-[36rem]">
        <ChangesPanel
          projectId={projectId}
          {...shown[view]}
          actions={
            <SegmentedControl
              label="Which changes"
              segments={segments}
              value={view}
              onValueChange={(value) => setView(toView(value))}
            />
          }
        />
      </div>
    </Card>
  );
};
