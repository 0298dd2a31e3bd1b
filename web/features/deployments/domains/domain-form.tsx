"use client";

import { addDomainSchema } from "#core/contracts/index.ts";
import { AddForm, type Entry } from "#web/components/add-form.tsx";
import { readDomainName } from "./read-domain-name.ts";

const read = (entered: string): Entry => {
  const parsed = addDomainSchema.safeParse({ name: readDomainName(entered) });
  return parsed.success ? { value: parsed.data.name } : { error: parsed.error.issues[0]?.message };
};

/** Adds a domain to production. */
export const DomainForm = ({ onAdd }: { onAdd: (name: string) => Promise<void> }) => (
  <AddForm
    label="Domain"
    hint="One that is yours, or a part of one: example.com, app.example.com."
    input={{ inputMode: "url", maxLength: 300, placeholder: "app.example.com" }}
    button={{ children: "Add domain" }}
    read={read}
    onAdd={onAdd}
  />
);
