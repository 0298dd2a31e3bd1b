import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { AuthPage } from "#web/features/auth/auth-page.tsx";
import { SignInForm } from "#web/features/auth/sign-in-form.tsx";
import { readNext, withNext, type AuthSearch } from "#web/server/read-next.ts";
import { readVisitor } from "#web/server/read-visitor.ts";

export const metadata: Metadata = { title: "Sign in" };

const SignInPage = async ({ searchParams }: { searchParams: Promise<AuthSearch> }) => {
  const next = readNext(await searchParams);
  if ((await readVisitor()).kind === "signed-in") redirect(next);
  return (
    <AuthPage
      title="Sign in"
      lead="Your projects are where you left them."
      footer={
        <>
          New here?{" "}
          <Link href={withNext("/sign-up", next)} className="font-medium text-ink underline underline-offset-3">
            Create an account
          </Link>
        </>
      }
    >
      <SignInForm next={next} />
    </AuthPage>
  );
};

export default SignInPage;
