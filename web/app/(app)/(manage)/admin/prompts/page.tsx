import type { Metadata } from "next";
import { PromptSettings } from "#web/features/admin/prompts/prompt-settings.tsx";

export const metadata: Metadata = { title: "Prompts" };

const PromptsPage = () => <PromptSettings />;

export default PromptsPage;
