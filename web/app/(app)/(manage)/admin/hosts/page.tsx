import type { Metadata } from "next";
import { HostSettings } from "#web/features/admin/hosts/host-settings.tsx";

export const metadata: Metadata = { title: "Deploy hosts" };

const HostsPage = () => <HostSettings />;

export default HostsPage;
