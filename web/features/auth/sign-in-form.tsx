"use client";

import Link from "next/link";
import { Button } from "#web/components/button.tsx";
import { Field } from "#web/components/field.tsx";
import { Input } from "#web/components/input.tsx";
import { PasswordInput } from "#web/components/password-input.tsx";
import { ProblemNote } from "#web/components/problem-note.tsx";
import { useForm } from "#web/hooks/use-form.ts";
import { signIn } from "#web/lib/supabase/authenticate.ts";
import { signInSchema } from "./credentials.ts";
import { useGoOn } from "./use-go-on.ts";

/** Email and password of an account there is. */
export const SignInForm = ({ next }: { next: string }) => {
  const { goOn, isLeaving } = useGoOn(next);
  const form = useForm(signInSchema, async (credentials) => {
    await signIn(credentials);
    goOn();
  });
  return (
    <form method="post" noValidate onSubmit={form.onSubmit} className="flex flex-col gap-4.5">
      <Field label="Email" error={form.errors.email}>
        {(control) => (
          <Input
            {...control}
            name="email"
            type="email"
            autoComplete="username"
            onChange={() => form.clearError("email")}
          />
        )}
      </Field>
      <Field
        label="Password"
        error={form.errors.password}
        aside={
          <Link href="/recover" className="text-ink-muted underline-offset-3 hover:text-ink hover:underline">
            Forgot it?
          </Link>
        }
      >
        {(control) => (
          <PasswordInput
            {...control}
            name="password"
            autoComplete="current-password"
            onChange={() => form.clearError("password")}
          />
        )}
      </Field>
      {form.failure === undefined ? null : <ProblemNote error={form.failure} />}
      <Button type="submit" variant="primary" size="lg" isLoading={form.isSubmitting || isLeaving}>
        Sign in
      </Button>
    </form>
  );
};
