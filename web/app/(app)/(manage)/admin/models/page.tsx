import type { Metadata } from "next";
import { ModelSettings } from "#web/features/admin/models/model-settings.tsx";

export const metadata: Metadata = { title: "Models" };

const ModelsPage = () => <ModelSettings />;

export default ModelsPage;
