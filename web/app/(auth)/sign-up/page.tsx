import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { AuthPage } from "#web/features/auth/auth-page.tsx";
import { SignUpForm } from "#web/features/auth/sign-up-form.tsx";
import { readNext, withNext, type AuthSearch } from "#web/server/read-next.ts";
import { readPublicConfig } from "#web/server/read-public-config.ts";
import { readVisitor } from "#web/server/read-visitor.ts";

export const metadata: Metadata = { title: "Create an account" };

const SignUpPage = async ({ searchParams }: { searchParams: Promise<AuthSearch> }) => {
  const next = readNext(await searchParams);
  if ((await readVisitor()).kind === "signed-in") redirect(next);
  const { parts } = await readPublicConfig();
  const isEmbedded = parts.supabase.mode === "embedded";
  return (
    <AuthPage
      title="Create an account"
      lead={
        isEmbedded
          ? "It stays on this installation, and no mail is needed to confirm it."
          : "One mail to confirm your address, then you are in."
      }
      footer={
        <>
          Have one already?{" "}
          <Link href={withNext("/sign-in", next)} className="font-medium text-ink underline underline-offset-3">
            Sign in
          </Link>
        </>
      }
    >
      <SignUpForm next={next} />
    </AuthPage>
  );
};

export default SignUpPage;
