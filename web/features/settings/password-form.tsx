"use client";

import { useRef } from "react";
import { z } from "zod";
import { Button } from "#web/components/button.tsx";
import { SectionCard } from "#web/components/card.tsx";
import { Field } from "#web/components/field.tsx";
import { PasswordInput } from "#web/components/password-input.tsx";
import { ProblemNote } from "#web/components/problem-note.tsx";
import { toast } from "#web/components/toast.tsx";
import { useForm } from "#web/hooks/use-form.ts";
import { newPasswordSchema } from "#web/lib/forms/password.ts";
import { changePassword } from "#web/lib/supabase/authenticate.ts";

const passwordSchema = z.object({ password: newPasswordSchema });

/** Sets another password. */
export const PasswordForm = () => {
  const element = useRef<HTMLFormElement>(null);
  const form = useForm(passwordSchema, async ({ password }) => {
    await changePassword(password);
    element.current?.reset();
    toast.success("Password changed");
  });
  return (
    <form ref={element} method="post" noValidate onSubmit={form.onSubmit}>
      <SectionCard
        title="Password"
        description="You stay signed in here."
        footer={
          <Button type="submit" variant="primary" isLoading={form.isSubmitting}>
            Change password
          </Button>
        }
      >
        <div className="flex max-w-sm flex-col gap-3">
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
        </div>
      </SectionCard>
    </form>
  );
};
