import type { Metadata } from "next";
import Link from "next/link";
import { AuthPage } from "#web/features/auth/auth-page.tsx";
import { RecoverForm } from "#web/features/auth/recover-form.tsx";
import { readPublicConfig } from "#web/server/read-public-config.ts";

export const metadata: Metadata = { title: "Set a new password" };

const RecoverPage = async () => {
  const { parts } = await readPublicConfig();
  const isEmbedded = parts.supabase.mode === "embedded";
  return (
    <AuthPage
      title="Set a new password"
      lead={
        isEmbedded
          ? "This installation sends no mail. The link is printed in the terminal where LetsCode runs."
          : "You get a mail with a link that lets you choose one."
      }
      footer={
        <Link href="/sign-in" className="font-medium text-ink underline underline-offset-3">
          Back to sign-in
        </Link>
      }
    >
      <RecoverForm isEmbedded={isEmbedded} />
    </AuthPage>
  );
};

export default RecoverPage;
