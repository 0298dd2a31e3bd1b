import type { Metadata } from "next";
import { GitHubSettings } from "#web/features/settings/github/github-settings.tsx";

export const metadata: Metadata = { title: "GitHub" };

const GitHubSettingsPage = () => <GitHubSettings />;

export default GitHubSettingsPage;
