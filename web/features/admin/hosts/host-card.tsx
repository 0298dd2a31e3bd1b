"use client";

import { KeyRound, Plug, RefreshCw, Trash2 } from "lucide-react";
import { useState } from "react";
import type { HostConnection } from "#core/contracts/index.ts";
import { Badge } from "#web/components/badge.tsx";
import { Button } from "#web/components/button.tsx";
import { SectionCard } from "#web/components/card.tsx";
import { ConfirmDialog } from "#web/components/confirm-dialog.tsx";
import { FindingList } from "#web/components/finding-list.tsx";
import { ProblemNote } from "#web/components/problem-note.tsx";
import { toast } from "#web/components/toast.tsx";
import { checkHost, disconnectHost } from "#web/lib/api/admin-hosts.ts";
import { describeHostSource, hostFacts } from "./host-facts.ts";
import { HostForm } from "./host-form.tsx";

export interface HostCardProps {
  connection: HostConnection;
  onChanged: () => void;
}

type Task = "connect" | "remove" | null;

/** A check that is made by hand, and what it found: of a connection by the environment nothing is kept. */
const useCheck = ({ connection, onChanged }: HostCardProps) => {
  const [checked, setChecked] = useState<HostConnection>();
  const [failure, setFailure] = useState<unknown>();
  const [isChecking, setChecking] = useState(false);
  const check = async () => {
    setChecking(true);
    setFailure(undefined);
    try {
      setChecked(await checkHost(connection.host));
      onChanged();
    } catch (thrown) {
      setFailure(thrown);
    } finally {
      setChecking(false);
    }
  };
  return { shown: checked ?? connection, failure, isChecking, check, forget: () => setChecked(undefined) };
};

type Checking = ReturnType<typeof useCheck>;

const Actions = ({
  connection,
  checking: { isChecking, check },
  onTask,
}: Pick<HostCardProps, "connection"> & { checking: Checking; onTask: (task: Task) => void }) => {
  const isConnected = connection.source !== "none";
  return (
    <>
      {connection.source === "admin" ? (
        <Button variant="ghost" icon={<Trash2 aria-hidden="true" />} onClick={() => onTask("remove")}>
          Remove
        </Button>
      ) : null}
      {isConnected ? (
        <Button icon={<RefreshCw aria-hidden="true" />} isLoading={isChecking} onClick={() => void check()}>
          Check
        </Button>
      ) : null}
      <Button
        icon={isConnected ? <KeyRound aria-hidden="true" /> : <Plug aria-hidden="true" />}
        onClick={() => onTask("connect")}
      >
        {isConnected ? "Change" : "Connect"}
      </Button>
    </>
  );
};

/** One deploy host with an account: whether it is connected, what its check found, and the way to change that. */
export const HostCard = (props: HostCardProps) => {
  const { connection, onChanged } = props;
  const [task, setTask] = useState<Task>(null);
  const checking = useCheck(props);
  const facts = hostFacts[connection.host];
  const close = () => setTask(null);
  const finish = () => {
    close();
    checking.forget();
    onChanged();
  };
  const remove = async () => {
    await disconnectHost(connection.host);
    finish();
    toast.success(`${facts.label} is disconnected`);
  };
  return (
    <SectionCard
      title={facts.label}
      description={facts.description}
      aside={
        <Badge tone={connection.source === "none" ? "neutral" : "success"}>{describeHostSource(connection)}</Badge>
      }
      footer={task === "connect" ? undefined : <Actions connection={connection} checking={checking} onTask={setTask} />}
    >
      {task === "connect" ? <HostForm connection={connection} onCancel={close} onStored={finish} /> : null}
      {checking.failure === undefined ? null : <ProblemNote error={checking.failure} />}
      {checking.shown.findings.length === 0 ? null : (
        <FindingList findings={checking.shown.findings} checkedAt={checking.shown.checkedAt} />
      )}
      <ConfirmDialog
        isOpen={task === "remove"}
        onOpenChange={(isOpen) => {
          if (!isOpen) close();
        }}
        title={`Remove the connection to ${facts.label}?`}
        description="Its token is forgotten at once. What is served there stays; projects on it cannot be deployed until it is connected again."
        confirmLabel="Remove connection"
        isDangerous
        onConfirm={remove}
      />
    </SectionCard>
  );
};
