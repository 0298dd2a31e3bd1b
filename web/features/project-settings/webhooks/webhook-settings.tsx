"use client";

import { Webhook } from "lucide-react";
import { useState } from "react";
import { useSWRConfig } from "swr";
import type { CreatedStatusEndpoint, ProjectAnswer, StatusEndpoint } from "#core/contracts/index.ts";
import { SectionCard } from "#web/components/card.tsx";
import { ConfirmDialog } from "#web/components/confirm-dialog.tsx";
import { EmptyState } from "#web/components/empty-state.tsx";
import { ErrorState } from "#web/components/error-state.tsx";
import { ProjectFrame } from "#web/components/project-nav.tsx";
import { LoadingRegion, Skeleton } from "#web/components/skeleton.tsx";
import { toast } from "#web/components/toast.tsx";
import { useResource, type Resource } from "#web/hooks/use-resource.ts";
import { projectPath } from "#web/lib/api/projects.ts";
import {
  createStatusEndpoint,
  removeStatusEndpoint,
  rotateStatusEndpoint,
  statusEndpointPageSchema,
  statusEndpointsPath,
  testStatusEndpoint,
  updateStatusEndpoint,
} from "#web/lib/api/status-endpoints.ts";
import { EndpointForm } from "./endpoint-form.tsx";
import { EndpointRow, type EndpointActions } from "./endpoint-row.tsx";
import { MessageLog } from "./message-log.tsx";
import { SecretDialog } from "./secret-dialog.tsx";

type Endpoints = Resource<{ items: StatusEndpoint[]; nextCursor: string | null }>;

const EndpointList = ({ endpoints, actions }: { endpoints: Endpoints; actions: EndpointActions }) => {
  const { data, error, mutate } = endpoints;
  if (data === undefined && error !== undefined)
    return (
      <ErrorState size="sm" title="The addresses could not be loaded" error={error} onRetry={() => void mutate()} />
    );
  if (data === undefined) {
    return (
      <LoadingRegion label="Loading addresses">
        <Skeleton className="h-4 w-2/3" />
      </LoadingRegion>
    );
  }
  if (data.items.length === 0) {
    return (
      <EmptyState size="sm" icon={<Webhook aria-hidden="true" />} title="No addresses yet">
        Add one to tell a chat, a monitor or a pipeline of yours when a deployment is building, ready or failed.
      </EmptyState>
    );
  }
  return (
    <ul className="-my-3 divide-y divide-line-faint">
      {data.items.map((endpoint) => (
        <EndpointRow key={endpoint.id} endpoint={endpoint} actions={actions} />
      ))}
    </ul>
  );
};

/** What asks first, and about which address. */
type Question = { about: "rotate" | "remove"; endpoint: StatusEndpoint } | null;

const questions = {
  rotate: {
    title: "Make a new secret?",
    description: "You see it once. The secret before signs too for a day, so that you can replace it in peace.",
    confirmLabel: "Make a new secret",
  },
  remove: {
    title: "Remove this address?",
    description: "It hears of deployments no longer, and its log goes with it.",
    confirmLabel: "Remove address",
  },
};

/** What can be done about each address; what cannot be taken back asks first. */
const useEndpointActions = (projectId: string) => {
  const { mutate } = useSWRConfig();
  /** The addresses, and the log of what was sent to them. */
  const reload = () =>
    mutate((key) => typeof key === "string" && key.startsWith(projectPath(projectId)) && key.includes("/status-"));
  const [shown, setShown] = useState<CreatedStatusEndpoint>();
  const [question, setQuestion] = useState<Question>(null);
  const act = async (failed: string, work: () => Promise<unknown>) => {
    try {
      await work();
      await reload();
    } catch (thrown) {
      toast.error(failed, thrown);
    }
  };
  const actions: EndpointActions = {
    onTest: ({ id, url }) =>
      void act("No test was sent", async () => {
        await testStatusEndpoint(id);
        toast.success(`A test is on its way to ${new URL(url).host}`);
      }),
    onSwitch: ({ id, isEnabled }) =>
      void act("Not switched", () => updateStatusEndpoint(id, { isEnabled: !isEnabled })),
    onRotate: (endpoint) => setQuestion({ about: "rotate", endpoint }),
    onRemove: (endpoint) => setQuestion({ about: "remove", endpoint }),
  };
  const confirm = async () => {
    if (question?.about === "rotate") setShown(await rotateStatusEndpoint(question.endpoint.id));
    if (question?.about === "remove") await removeStatusEndpoint(question.endpoint.id);
    await reload();
  };
  return { shown, setShown, question, setQuestion, actions, confirm };
};

/** Addresses that hear about the deployments of a project, and what was sent to them. */
export const WebhookSettings = ({ project }: { project: ProjectAnswer }) => {
  const endpoints = useResource(statusEndpointsPath(project.id), statusEndpointPageSchema);
  const { shown, setShown, question, setQuestion, actions, confirm } = useEndpointActions(project.id);
  const asked = questions[question?.about ?? "rotate"];
  return (
    <ProjectFrame project={project} title="Webhooks">
      <SectionCard
        title="Tell others about deployments"
        description="A signed message goes to each address whenever a deployment changes its state. What is not taken is sent again, for half a day."
      >
        <EndpointForm
          onAdd={async (url) => {
            setShown(await createStatusEndpoint(project.id, url));
            await endpoints.mutate();
          }}
        />
        <EndpointList endpoints={endpoints} actions={actions} />
      </SectionCard>
      <SectionCard title="What was sent">
        <MessageLog projectId={project.id} endpoints={endpoints.data?.items ?? []} />
      </SectionCard>
      <SecretDialog endpoint={shown} onClose={() => setShown(undefined)} />
      <ConfirmDialog
        isOpen={question !== null}
        onOpenChange={(isOpen) => {
          if (!isOpen) setQuestion(null);
        }}
        {...asked}
        isDangerous={question?.about === "remove"}
        onConfirm={confirm}
      />
    </ProjectFrame>
  );
};
