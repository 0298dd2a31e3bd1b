import type { Metadata } from "next";
import { DeploymentsPage } from "#web/features/deployments/deployments-page.tsx";
import { loadProject } from "#web/server/load-project.ts";

export const metadata: Metadata = { title: "Deployments" };

const ProjectDeploymentsPage = async ({ params }: { params: Promise<{ id: string }> }) => (
  <DeploymentsPage project={await loadProject((await params).id)} />
);

export default ProjectDeploymentsPage;
