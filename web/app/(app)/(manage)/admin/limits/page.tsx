import type { Metadata } from "next";
import { LimitSettings } from "#web/features/admin/limits/limit-settings.tsx";

export const metadata: Metadata = { title: "Budgets and rates" };

const LimitPage = () => <LimitSettings />;

export default LimitPage;
