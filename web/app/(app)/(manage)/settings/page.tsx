import type { Metadata } from "next";
import { AccountSettings } from "#web/features/settings/account-settings.tsx";

export const metadata: Metadata = { title: "Settings" };

const AccountPage = () => <AccountSettings />;

export default AccountPage;
