"use client";

import { createStatusEndpointSchema } from "#core/contracts/index.ts";
import { AddForm, type Entry } from "#web/components/add-form.tsx";

const read = (entered: string): Entry => {
  const parsed = createStatusEndpointSchema.safeParse({ url: entered });
  return parsed.success ? { value: parsed.data.url } : { error: parsed.error.issues[0]?.message };
};

/** Adds an address that hears about deployments. */
export const EndpointForm = ({ onAdd }: { onAdd: (url: string) => Promise<void> }) => (
  <AddForm
    label="Address"
    hint="It must be reachable from the internet."
    input={{ type: "url", maxLength: 2_000, placeholder: "https://example.com/hooks/deployments" }}
    button={{ variant: "primary", children: "Add address" }}
    read={read}
    onAdd={onAdd}
  />
);
