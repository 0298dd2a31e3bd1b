"use client";

import { MailCheck } from "lucide-react";
import { useState } from "react";
import { Button } from "#web/components/button.tsx";
import { Field } from "#web/components/field.tsx";
import { Input } from "#web/components/input.tsx";
import { ProblemNote } from "#web/components/problem-note.tsx";
import { useForm } from "#web/hooks/use-form.ts";
import { requestRecovery } from "#web/lib/supabase/authenticate.ts";
import { recoverSchema } from "./credentials.ts";
import { Notice } from "./notice.tsx";

/** Asks for the mail with which a new password can be set. */
export const RecoverForm = ({ isEmbedded }: { isEmbedded: boolean }) => {
  const [sentTo, setSentTo] = useState<string>();
  const form = useForm(recoverSchema, async ({ email }) => {
    await requestRecovery(email);
    setSentTo(email);
  });
  if (sentTo !== undefined) {
    return (
      <Notice
        icon={<MailCheck aria-hidden="true" />}
        title={isEmbedded ? "Look at the server's log" : "Check your mail"}
      >
        If <b className="break-text font-medium text-ink">{sentTo}</b> has an account,{" "}
        {isEmbedded
          ? "its link is printed in the terminal where LetsCode runs. Open it in this browser."
          : "a link is on its way. Open it in this browser."}
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
            onChange={() => form.clearError("email")}
          />
        )}
      </Field>
      {form.failure === undefined ? null : <ProblemNote error={form.failure} />}
      <Button type="submit" variant="primary" size="lg" isLoading={form.isSubmitting}>
        Send the link
      </Button>
    </form>
  );
};
