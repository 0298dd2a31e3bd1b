"use client";

import { useState } from "react";
import { useSWRConfig } from "swr";
import { promptSchema, type PromptSummary } from "#core/contracts/index.ts";
import { Card, SectionCard } from "#web/components/card.tsx";
import { ConfirmDialog } from "#web/components/confirm-dialog.tsx";
import { ErrorState } from "#web/components/error-state.tsx";
import { LoadingRegion, Skeleton } from "#web/components/skeleton.tsx";
import { toast } from "#web/components/toast.tsx";
import { useResource } from "#web/hooks/use-resource.ts";
import {
  activatePrompt,
  ADMIN_PROMPTS_PATH,
  promptSummaryPageSchema,
  promptVersionPath,
} from "#web/lib/api/admin-prompts.ts";
import { PROMPT_VERSIONS_PATH } from "#web/lib/api/choices.ts";
import { PromptEditor } from "./prompt-editor.tsx";
import { VersionTable } from "./version-table.tsx";

const Waiting = () => (
  <LoadingRegion label="Loading the system prompt">
    <Card className="flex flex-col gap-3 p-6">
      <Skeleton className="h-5 w-1/3" />
      <Skeleton className="h-4 w-2/3" />
      <Skeleton className="h-40 w-full" />
    </Card>
  </LoadingRegion>
);

const Opened = ({
  version,
  versions,
  onSaved,
}: {
  version: number;
  versions: readonly PromptSummary[];
  onSaved: (version: number) => void;
}) => {
  const prompt = useResource(promptVersionPath(version), promptSchema);
  if (prompt.data?.version === version)
    return <PromptEditor key={version} prompt={prompt.data} versions={versions} onSaved={onSaved} />;
  return prompt.error === undefined ? (
    <Waiting />
  ) : (
    <ErrorState
      title={`Version ${version} could not be loaded`}
      error={prompt.error}
      onRetry={() => void prompt.mutate()}
    />
  );
};

const Versions = ({ versions, onChanged }: { versions: readonly PromptSummary[]; onChanged: () => void }) => {
  const active = versions.find(({ isActive }) => isActive) ?? versions[0];
  const [chosen, setChosen] = useState<number>();
  const [activating, setActivating] = useState<PromptSummary>();
  const opened = chosen ?? active?.version ?? 1;
  const activate = async () => {
    if (activating === undefined) return;
    await activatePrompt(activating.version);
    onChanged();
    toast.success(`New runs use version ${activating.version}`);
  };
  return (
    <>
      <SectionCard
        title="System prompt"
        description="What every run is told before the person's own words. Runs keep the version they began with."
      >
        <VersionTable versions={versions} opened={opened} onOpen={setChosen} onActivate={setActivating} />
      </SectionCard>
      <Opened
        version={opened}
        versions={versions}
        onSaved={(version) => {
          setChosen(version);
          onChanged();
        }}
      />
      <ConfirmDialog
        isOpen={activating !== undefined}
        onOpenChange={(isOpen) => {
          if (!isOpen) setActivating(undefined);
        }}
        title={`Use version ${activating?.version ?? ""} for new runs?`}
        description={`It replaces version ${active?.version ?? ""} within seconds, for everybody whose project names no version. Runs at work are not touched.`}
        confirmLabel="Use this version"
        onConfirm={activate}
      />
    </>
  );
};

/** The system prompt: its versions, their differences, a test, and which one is used. */
export const PromptSettings = () => {
  const { mutate } = useSWRConfig();
  const versions = useResource(ADMIN_PROMPTS_PATH, promptSummaryPageSchema);
  if (versions.data === undefined) {
    return versions.error === undefined ? (
      <Waiting />
    ) : (
      <ErrorState
        title="The system prompt could not be loaded"
        error={versions.error}
        onRetry={() => void versions.mutate()}
      />
    );
  }
  return (
    <Versions
      versions={versions.data.items}
      onChanged={() => void Promise.all([versions.mutate(), mutate(PROMPT_VERSIONS_PATH)])}
    />
  );
};
