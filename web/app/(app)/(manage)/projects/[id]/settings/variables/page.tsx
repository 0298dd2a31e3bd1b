import type { Metadata } from "next";
import { VariableSettings } from "#web/features/project-settings/variables/variable-settings.tsx";
import { loadProject } from "#web/server/load-project.ts";

export const metadata: Metadata = { title: "Environment variables" };

const VariablesPage = async ({ params }: { params: Promise<{ id: string }> }) => (
  <VariableSettings project={await loadProject((await params).id)} />
);

export default VariablesPage;
