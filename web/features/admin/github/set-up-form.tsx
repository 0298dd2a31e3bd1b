"use client";

import { useState, type FormEvent } from "react";
import { Button } from "#web/components/button.tsx";
import { SectionCard } from "#web/components/card.tsx";
import { Field } from "#web/components/field.tsx";
import { Input } from "#web/components/input.tsx";
import { ProblemNote } from "#web/components/problem-note.tsx";
import { prepareGitHubApp } from "#web/lib/api/github.ts";

/** GitHub takes a manifest by a form that the browser itself sends, and brings the person back with a code. */
const postManifest = ({ action, manifest }: { action: string; manifest: string }): void => {
  const form = document.createElement("form");
  form.method = "post";
  form.action = action;
  const field = document.createElement("input");
  field.type = "hidden";
  field.name = "manifest";
  field.value = manifest;
  form.append(field);
  document.body.append(form);
  form.submit();
};

/** Makes a GitHub App with one click: GitHub shows what it may do, and hands its keys over by itself. */
export const SetUpForm = () => {
  const [organization, setOrganization] = useState("");
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setFailure(undefined);
    try {
      postManifest(await prepareGitHubApp(organization.trim()));
    } catch (thrown) {
      setFailure(thrown);
      setBusy(false);
    }
  };
  return (
    <form onSubmit={(event) => void submit(event)}>
      <SectionCard
        title="Set up GitHub"
        description="Make a GitHub App for this installation. GitHub shows you what it may do; you agree, and come back. There is nothing to copy."
        footer={
          <Button type="submit" variant="primary" isLoading={isBusy}>
            Create the App on GitHub
          </Button>
        }
      >
        <Field
          label="Organization"
          isOptional
          hint="Its login, when the App is to belong to an organization rather than to you."
        >
          {(control) => (
            <Input
              {...control}
              value={organization}
              maxLength={39}
              autoCapitalize="off"
              spellCheck={false}
              onChange={(event) => setOrganization(event.target.value)}
            />
          )}
        </Field>
        {failure === undefined ? null : <ProblemNote error={failure} />}
      </SectionCard>
    </form>
  );
};
