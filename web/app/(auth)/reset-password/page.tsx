import type { Metadata } from "next";
import Link from "next/link";
import { AuthPage } from "#web/features/auth/auth-page.tsx";
import { ResetPasswordForm } from "#web/features/auth/reset-password-form.tsx";

export const metadata: Metadata = { title: "Choose a new password" };

const ResetPasswordPage = () => (
  <AuthPage
    title="Choose a new password"
    lead="You stay signed in with it afterwards."
    footer={
      <Link href="/sign-in" className="font-medium text-ink underline underline-offset-3">
        Back to sign-in
      </Link>
    }
  >
    <ResetPasswordForm />
  </AuthPage>
);

export default ResetPasswordPage;
