"use client";

import { useState } from "react";
import { createAccessTokenSchema, type TokenScope } from "#core/contracts/index.ts";
import { Button } from "#web/components/button.tsx";
import { Field } from "#web/components/field.tsx";
import { Input } from "#web/components/input.tsx";
import { ProblemNote } from "#web/components/problem-note.tsx";
import { SegmentedControl } from "#web/components/segmented-control.tsx";
import { Select } from "#web/components/select.tsx";
import { useResource } from "#web/hooks/use-resource.ts";
import { createAccessToken } from "#web/lib/api/access-tokens.ts";
import { PROJECTS_PATH, projectPageSchema } from "#web/lib/api/projects.ts";
import { apiPath } from "#web/lib/api/request-api.ts";
import { expiries, type CreatedToken } from "./token-facts.ts";

const ALL_PROJECTS = "all";
const DEFAULT_EXPIRY = "90";
const PROJECTS_OFFERED = 200;

const scopes = [
  { value: "read", label: "Read: clone and pull" },
  { value: "write", label: "Write: push as well" },
];

const useTokenForm = (onCreated: (token: CreatedToken) => void) => {
  const [name, setName] = useState("");
  const [scope, setScope] = useState<TokenScope>("read");
  const [projectId, setProjectId] = useState(ALL_PROJECTS);
  const [expiry, setExpiry] = useState(DEFAULT_EXPIRY);
  const [failure, setFailure] = useState<unknown>();
  const [isCreating, setCreating] = useState(false);
  const create = async () => {
    setCreating(true);
    setFailure(undefined);
    try {
      const input = createAccessTokenSchema.parse({
        name,
        scope,
        expiresInDays: Number(expiry),
        ...(projectId === ALL_PROJECTS ? {} : { projectId }),
      });
      onCreated(await createAccessToken(input));
      setName("");
    } catch (thrown) {
      setFailure(thrown);
    } finally {
      setCreating(false);
    }
  };
  return { name, setName, scope, setScope, projectId, setProjectId, expiry, setExpiry, failure, isCreating, create };
};

/** What a new token may do, where, and for how long. */
export const TokenForm = ({ onCreated }: { onCreated: (token: CreatedToken) => void }) => {
  const form = useTokenForm(onCreated);
  const projects = useResource(apiPath(PROJECTS_PATH, { limit: PROJECTS_OFFERED }), projectPageSchema);
  const offered = (projects.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }));
  return (
    <form
      className="flex flex-col gap-4.5"
      onSubmit={(event) => {
        event.preventDefault();
        if (!form.isCreating) void form.create();
      }}
    >
      <div className="grid gap-4.5 sm:grid-cols-3">
        <Field label="Name" isOptional>
          {(control) => (
            <Input
              {...control}
              value={form.name}
              maxLength={80}
              placeholder="Laptop"
              onChange={(event) => form.setName(event.target.value)}
            />
          )}
        </Field>
        <Field label="Reaches">
          {(control) => (
            <Select
              {...control}
              value={form.projectId}
              onValueChange={form.setProjectId}
              options={[{ value: ALL_PROJECTS, label: "All your projects" }, ...offered]}
            />
          )}
        </Field>
        <Field label="Expires">
          {(control) => <Select {...control} value={form.expiry} onValueChange={form.setExpiry} options={expiries} />}
        </Field>
      </div>
      <div className="flex flex-wrap items-center justify-between gap-3">
        <SegmentedControl
          label="Scope"
          size="md"
          segments={scopes}
          value={form.scope}
          onValueChange={(value) => form.setScope(value === "write" ? "write" : "read")}
        />
        <Button type="submit" variant="primary" isLoading={form.isCreating}>
          Create token
        </Button>
      </div>
      {form.failure === undefined ? null : <ProblemNote error={form.failure} />}
    </form>
  );
};
