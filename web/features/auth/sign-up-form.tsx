"use client";

import { MailCheck } from "lucide-react";
import { useState } from "react";
import { Button } from "#web/components/button.tsx";
import { Field } from "#web/components/field.tsx";
import { Input } from "#web/components/input.tsx";
import { PasswordInput } from "#web/components/password-input.tsx";
import { ProblemNote } from "#web/components/problem-note.tsx";
import { useForm } from "#web/hooks/use-form.ts";
import { signUp } from "#web/lib/supabase/authenticate.ts";
import { signUpSchema } from "./credentials.ts";
import { Notice } from "./notice.tsx";
import { useGoOn } from "./use-go-on.ts";

/** A new account. Where Supabase wants the address confirmed, says so and waits. */
export const SignUpForm = ({ next }: { next: string }) => {
  const { goOn, isLeaving } = useGoOn(next);
  const [confirming, setConfirming] = useState<string>();
  const form = useForm(signUpSchema, async (credentials) => {
    const { needsConfirmation } = await signUp(credentials);
    if (needsConfirmation) setConfirming(credentials.email);
    else goOn();
  });
  if (confirming !== undefined) {
    return (
      <Notice icon={<MailCheck aria-hidden="true" />} title="Check your mail">
        A link is on its way to <b className="break-text font-medium text-ink">{confirming}</b>. Open it in this browser
        and your account is ready.
      </Notice>
    );
  }
  return (
    <form method="post" noValidate onSubmit={form.onSubmit} className="flex flex-col gap-4.5">
      <Field label="Email" error={form.errors.email}>
        {(control) => (
          <Input
            {...control}
            name="email"
            type="email"
            autoComplete="username"
            placeholder="ada@example.com"
            onChange={() => form.clearError("email")}
          />
        )}
      </Field>
      <Field label="Password" hint="At least 8 characters." error={form.errors.password}>
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
        Create account
      </Button>
    </form>
  );
};
