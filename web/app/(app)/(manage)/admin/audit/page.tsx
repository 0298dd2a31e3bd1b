import type { Metadata } from "next";
import { AuditLog } from "#web/features/admin/audit/audit-log.tsx";

export const metadata: Metadata = { title: "Audit log" };

const AuditPage = () => <AuditLog />;

export default AuditPage;
