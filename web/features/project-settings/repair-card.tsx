"use client";

import { useState } from "react";
import { repairSettingsSchema, type RepairSettings } from "#core/contracts/index.ts";
import { SectionCard } from "#web/components/card.tsx";
import { Field } from "#web/components/field.tsx";
import { ProblemNote } from "#web/components/problem-note.tsx";
import { SegmentedControl } from "#web/components/segmented-control.tsx";
import { Select } from "#web/components/select.tsx";
import { toast } from "#web/components/toast.tsx";
import { useResource } from "#web/hooks/use-resource.ts";
import { repairSettingsPath, saveRepairSettings } from "#web/lib/api/repair-settings.ts";

const attempts = [1, 2, 3, 5, 10];
const segments = [
  { value: "off", label: "When I ask" },
  { value: "on", label: "By itself" },
];

/** Whether the AI repairs failed builds without being asked, and how often in a row. */
export const RepairCard = ({ projectId }: { projectId: string }) => {
  const { data, error, mutate } = useResource(repairSettingsPath(projectId), repairSettingsSchema);
  const [failure, setFailure] = useState<unknown>();
  const save = async (settings: RepairSettings) => {
    setFailure(undefined);
    try {
      await mutate(saveRepairSettings(projectId, settings), { optimisticData: settings, revalidate: false });
      toast.success("Saved");
    } catch (thrown) {
      setFailure(thrown);
    }
  };
  const problem = failure ?? error;
  return (
    <SectionCard
      title="Failed builds"
      description={
        data?.isAutomatic === true
          ? "The AI repairs a failed build as soon as it fails, with a run on the same branch that costs as any other. It stops when the same cause comes back."
          : "A failed build stays as it is until you press Fix it, or mend it yourself."
      }
      aside={
        data === undefined ? null : (
          <SegmentedControl
            label="When the AI repairs failed builds"
            size="md"
            segments={segments}
            value={data.isAutomatic ? "on" : "off"}
            onValueChange={(value) => void save({ ...data, isAutomatic: value === "on" })}
          />
        )
      }
    >
      {data?.isAutomatic === true ? (
        <div className="max-w-60">
          <Field label="Attempts in a row" hint="Counted until the branch builds again.">
            {(control) => (
              <Select
                {...control}
                value={String(data.maximumAttempts)}
                onValueChange={(value) => void save({ ...data, maximumAttempts: Number(value) })}
                options={[...new Set([...attempts, data.maximumAttempts])]
                  .toSorted((one, other) => one - other)
                  .map((count) => ({ value: String(count), label: count === 1 ? "1 attempt" : `${count} attempts` }))}
              />
            )}
          </Field>
        </div>
      ) : null}
      {problem === undefined ? null : <ProblemNote error={problem} />}
    </SectionCard>
  );
};
