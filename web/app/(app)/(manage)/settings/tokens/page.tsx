import type { Metadata } from "next";
import { TokenSettings } from "#web/features/settings/tokens/token-settings.tsx";

export const metadata: Metadata = { title: "Access tokens" };

const TokenPage = () => <TokenSettings />;

export default TokenPage;
