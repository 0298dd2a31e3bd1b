"use client";

import { useEffect, useState } from "react";
import Link from "next/link";
import { Button } from "#web/components/button.tsx";
import { Field } from "#web/components/field.tsx";
import { PasswordInput } from "#web/components/password-input.tsx";
import { ProblemNote } from "#web/components/problem-note.tsx";
import { Skeleton } from "#web/components/skeleton.tsx";
import { useForm } from "#web/hooks/use-form.ts";
import { changePassword, hasSession } from "#web/lib/supabase/authenticate.ts";
import { AuthProblemError } from "#web/lib/supabase/auth-problem-error.ts";
import { resetSchema } from "./credentials.ts";
import { useGoOn } from "./use-go-on.ts";

type RecoveryLink = { state: "checking" } | { state: "valid" } | { state: "refused"; reason: unknown };

/** The link of the mail brings a session with it; without one there is nothing to set a password for. */
const useRecoveryLink = (): RecoveryLink => {
  const [link, setLink] = useState<RecoveryLink>({ state: "checking" });
  useEffect(() => {
    const check = async () => {
      try {
        const isValid = await hasSession();
        const reason = new AuthProblemError({ message: "", code: "otp_expired" });
        setLink(isValid ? { state: "valid" } : { state: "refused", reason });
      } catch (thrown) {
        setLink({ state: "refused", reason: thrown });
      }
    };
    void check();
  }, []);
  return link;
};

/** Sets a new password after the link of a recovery mail was opened. */
export const ResetPasswordForm = () => {
  const link = useRecoveryLink();
  const { goOn, isLeaving } = useGoOn("/projects");
  const form = useForm(resetSchema, async ({ password }) => {
    await changePassword(password);
    goOn();
  });
  if (link.state === "checking") return <Skeleton className="h-40" />;
  if (link.state === "refused") {
    return (
      <div className="flex flex-col gap-4">
        <ProblemNote error={link.reason} />
        <Button asChild variant="primary" size="lg">
          <Link href="/recover">Ask for a new link</Link>
        </Button>
      </div>
    );
  }
  return (
    <form method="post" noValidate onSubmit={form.onSubmit} className="flex flex-col gap-4.5">
      <Field label="New password" hint="At least 8 characters." error={form.errors.password}>
        {(control) => (
          <PasswordInput
            {...control}
            name="password"
            autoComplete="new-password"
            onChange={() => form.clearError("password")}
          />
        )}
      </Field>
      {form.failure === undefined ? null : <ProblemNote error={form.failure} />}
      <Button type="submit" variant="primary" size="lg" isLoading={form.isSubmitting || isLeaving}>
        Set password
      </Button>
    </form>
  );
};
