import type { Metadata } from "next";
import { InstallationFacts } from "#web/features/settings/installation-facts.tsx";

export const metadata: Metadata = { title: "Installation" };

const InstallationPage = () => <InstallationFacts />;

export default InstallationPage;
