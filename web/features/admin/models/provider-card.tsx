"use client";

import { KeyRound, Pencil, Plug, Trash2 } from "lucide-react";
import { useState } from "react";
import type { ProviderSettings } from "#core/contracts/index.ts";
import { Badge } from "#web/components/badge.tsx";
import { Button } from "#web/components/button.tsx";
import { SectionCard } from "#web/components/card.tsx";
import { ConfirmDialog } from "#web/components/confirm-dialog.tsx";
import { toast } from "#web/components/toast.tsx";
import { removeCredential } from "#web/lib/api/admin-providers.ts";
import { ConnectionForm } from "./connection-form.tsx";
import { EditModelsDialog } from "./edit-models-dialog.tsx";
import { ModelTable } from "./model-table.tsx";
import { describeSource, providerFacts } from "./provider-facts.ts";

export interface ProviderCardProps {
  provider: ProviderSettings;
  defaultModel: string;
  onChanged: () => void;
}

type Task = "connect" | "models" | "remove" | null;

const Actions = ({ provider, onTask }: { provider: ProviderSettings; onTask: (task: Task) => void }) => (
  <>
    {provider.source === "stored" ? (
      <Button variant="ghost" icon={<Trash2 aria-hidden="true" />} onClick={() => onTask("remove")}>
        Remove
      </Button>
    ) : null}
    {provider.isConnected ? (
      <Button icon={<Pencil aria-hidden="true" />} onClick={() => onTask("models")}>
        Edit models
      </Button>
    ) : null}
    <Button
      icon={provider.isConnected ? <KeyRound aria-hidden="true" /> : <Plug aria-hidden="true" />}
      onClick={() => onTask("connect")}
    >
      {provider.isConnected ? "Replace key" : "Connect"}
    </Button>
  </>
);

const Problem = ({ problem }: { problem: NonNullable<ProviderSettings["problem"]> }) => (
  <p className="break-text rounded-md bg-warning-soft px-3 py-2.5 text-base text-warning-text ring-1 ring-warning-line ring-inset">
    <span className="font-medium">{problem.detail}</span> {problem.fix}
  </p>
);

/** One provider: whether it is connected, its models, and the way to connect, change or disconnect it. */
export const ProviderCard = ({ provider, defaultModel, onChanged }: ProviderCardProps) => {
  const [task, setTask] = useState<Task>(null);
  const facts = providerFacts[provider.name];
  const close = () => setTask(null);
  const isUnused = provider.source === "none";
  const remove = async () => {
    await removeCredential(provider.name);
    onChanged();
    toast.success(`${facts.label} is disconnected`);
  };
  return (
    <SectionCard
      title={facts.label}
      description={facts.description}
      aside={
        <span className="flex flex-wrap items-center gap-3">
          <Badge tone={provider.isConnected ? "success" : "neutral"}>{describeSource(provider)}</Badge>
          {isUnused && task === null ? <Actions provider={provider} onTask={setTask} /> : null}
        </span>
      }
      footer={isUnused || task === "connect" ? undefined : <Actions provider={provider} onTask={setTask} />}
    >
      {provider.problem === null ? null : <Problem problem={provider.problem} />}
      {task === "connect" ? (
        <ConnectionForm
          provider={provider}
          onCancel={close}
          onStored={() => {
            close();
            onChanged();
          }}
        />
      ) : null}
      {provider.isConnected && provider.models.length > 0 ? (
        <ModelTable provider={provider} defaultModel={defaultModel} />
      ) : null}
      {provider.isConnected && provider.models.length === 0 ? (
        <p className="text-base text-ink-muted">No models are listed yet. Add the ones that people may choose.</p>
      ) : null}
      <EditModelsDialog
        key={JSON.stringify(provider.models)}
        provider={provider}
        isOpen={task === "models"}
        onClose={close}
        onSaved={onChanged}
      />
      <ConfirmDialog
        isOpen={task === "remove"}
        onOpenChange={(isOpen) => {
          if (!isOpen) close();
        }}
        title={`Remove the connection to ${facts.label}?`}
        description="Its key is forgotten at once. Runs at work end with the key they began with; new runs need another model, unless the server's environment has a key."
        confirmLabel="Remove connection"
        isDangerous
        onConfirm={remove}
      />
    </SectionCard>
  );
};
