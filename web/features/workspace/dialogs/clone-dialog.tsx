"use client";

import { KeyRound, TriangleAlert } from "lucide-react";
import { useState } from "react";
import type { TokenScope } from "#core/contracts/index.ts";
import { Button } from "#web/components/button.tsx";
import { CodeBlock } from "#web/components/code-block.tsx";
import { CopyButton } from "#web/components/copy-button.tsx";
import { Dialog } from "#web/components/dialog.tsx";
import { Field } from "#web/components/field.tsx";
import { Input } from "#web/components/input.tsx";
import { ProblemNote } from "#web/components/problem-note.tsx";
import { SegmentedControl } from "#web/components/segmented-control.tsx";
import { createAccessToken } from "#web/lib/api/access-tokens.ts";
import { useAction } from "../hooks/use-action.ts";
import { useWorkspace, useWorkspaceParts } from "../workspace-context.tsx";
import { composeClone } from "./compose-clone.ts";

const scopes = [
  { value: "read", label: "Clone and pull" },
  { value: "write", label: "Clone, pull and push" },
];
const lifetimes = [
  { value: "7", label: "7 days" },
  { value: "90", label: "90 days" },
  { value: "365", label: "1 year" },
];

const MakeToken = ({ onMade }: { onMade: (token: string, scope: TokenScope) => void }) => {
  const { projectId } = useWorkspaceParts();
  const name = useWorkspace((state) => state.project?.name ?? "");
  const [scope, setScope] = useState<TokenScope>("write");
  const [days, setDays] = useState("90");
  const make = useAction(createAccessToken);
  const press = async () => {
    const made = await make.run({
      name: `Clone of ${name}`.slice(0, 80),
      projectId,
      scope,
      expiresInDays: Number(days),
    });
    if (made !== null) onMade(made.token, scope);
  };
  return (
    <div className="flex flex-col gap-3 rounded-lg bg-canvas p-4 ring-1 ring-line dark:bg-surface">
      <p className="text-base text-ink-muted">
        Git asks for a password. An access token is one that reaches this project alone and can be revoked.
      </p>
      <div className="flex flex-wrap gap-x-6 gap-y-3">
        <div className="flex flex-col gap-1.5">
          <span className="text-sm font-medium">What it may do</span>
          <SegmentedControl
            size="md"
            label="What the token may do"
            segments={scopes}
            value={scope}
            onValueChange={(value) => setScope(value === "read" ? "read" : "write")}
          />
        </div>
        <div className="flex flex-col gap-1.5">
          <span className="text-sm font-medium">Valid for</span>
          <SegmentedControl
            size="md"
            label="How long the token is valid"
            segments={lifetimes}
            value={days}
            onValueChange={setDays}
          />
        </div>
      </div>
      {make.error === null ? null : <ProblemNote error={make.error} />}
      <Button
        variant="primary"
        className="self-start"
        icon={<KeyRound aria-hidden="true" />}
        isLoading={make.isWorking}
        onClick={() => void press()}
      >
        Make a token
      </Button>
    </div>
  );
};

const MadeToken = ({ token, scope, onAnother }: { token: string; scope: TokenScope; onAnother: () => void }) => (
  <div className="flex flex-col gap-2">
    <Field label={scope === "write" ? "Token, may push" : "Token, may read only"}>
      {(control) => (
        <span className="flex gap-2">
          <Input
            {...control}
            readOnly
            value={token}
            className="flex-1 font-mono"
            onFocus={(event) => event.target.select()}
          />
          <CopyButton text={token} label="Copy the token" hasText size="md" />
        </span>
      )}
    </Field>
    <p className="flex items-start gap-1.5 text-sm text-warning-text">
      <TriangleAlert aria-hidden="true" className="mt-0.5 size-4 shrink-0" />
      It is shown this once. We keep a hash of it only; make another if you lose it.
    </p>
    <Button size="sm" variant="ghost" className="self-start" onClick={onAnother}>
      Make another
    </Button>
  </div>
);

const Address = ({ cloneUrl }: { cloneUrl: string }) => (
  <Field label="Address">
    {(control) => (
      <span className="flex gap-2">
        <Input
          {...control}
          readOnly
          value={cloneUrl}
          className="flex-1 font-mono"
          onFocus={(event) => event.target.select()}
        />
        <CopyButton text={cloneUrl} label="Copy the address" hasText size="md" />
      </span>
    )}
  </Field>
);

const titleOf = (hasToken: boolean, isOnGitHub: boolean): string => {
  if (isOnGitHub) return "Command";
  return hasToken ? "Command, with the token in it" : "Command, which asks for the token";
};

const CloneCommand = ({
  command,
  hasToken,
  isOnGitHub,
}: {
  command: string;
  hasToken: boolean;
  isOnGitHub: boolean;
}) => (
  <div className="flex flex-col gap-1.5">
    <p className="text-sm font-medium">{titleOf(hasToken, isOnGitHub)}</p>
    <CodeBlock code={command} copyLabel="Copy the command" isShell />
    {hasToken ? (
      <p className="text-sm text-ink-subtle">
        Git keeps the token in the clone's configuration. Leave it out of the address to be asked for it instead.
      </p>
    ) : null}
  </div>
);

export interface CloneDialogProps {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  branch: string;
}

/** How to get the repository onto a machine: its address, a token made on the spot, and the command. */
export const CloneDialog = ({ isOpen, onOpenChange, branch }: CloneDialogProps) => {
  const cloneUrl = useWorkspace((state) => state.project?.cloneUrl ?? "");
  const isOnGitHub = useWorkspace((state) => state.project?.gitHost === "github");
  const defaultBranch = useWorkspace((state) => state.project?.defaultBranch ?? "main");
  const [made, setMade] = useState<{ token: string; scope: TokenScope } | null>(null);
  // A token is not left behind in a closed dialog.
  const change = (next: boolean): void => {
    if (!next) setMade(null);
    onOpenChange(next);
  };
  const checkedOut = branch === defaultBranch ? null : branch;
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={change}
      size="lg"
      title="Clone this project"
      description="It is a plain Git repository, and it is yours: clone it, work on it, push it. Every push gets its preview."
    >
      <div className="flex flex-col gap-5">
        <Address cloneUrl={cloneUrl} />
        {isOnGitHub ? (
          <p className="text-base text-ink-muted">
            The repository is on GitHub: Git signs you in there, as for any other repository of yours.
          </p>
        ) : made === null ? (
          <MakeToken onMade={(token, scope) => setMade({ token, scope })} />
        ) : (
          <MadeToken {...made} onAnother={() => setMade(null)} />
        )}
        <CloneCommand
          command={composeClone({ cloneUrl, token: made?.token ?? null, branch: checkedOut })}
          hasToken={made !== null}
          isOnGitHub={isOnGitHub}
        />
      </div>
    </Dialog>
  );
};
