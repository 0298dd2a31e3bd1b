import type { Metadata } from "next";
import { WebhookSettings } from "#web/features/project-settings/webhooks/webhook-settings.tsx";
import { loadProject } from "#web/server/load-project.ts";

export const metadata: Metadata = { title: "Webhooks" };

const WebhooksPage = async ({ params }: { params: Promise<{ id: string }> }) => (
  <WebhookSettings project={await loadProject((await params).id)} />
);

export default WebhooksPage;
