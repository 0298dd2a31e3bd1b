import type { Metadata } from "next";
import { GitHubAdmin } from "#web/features/admin/github/github-admin.tsx";

export const metadata: Metadata = { title: "GitHub" };

const GitHubAdminPage = () => <GitHubAdmin />;

export default GitHubAdminPage;
