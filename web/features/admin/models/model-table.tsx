"use client";

import type { ProviderSettings } from "#core/contracts/index.ts";
import { Badge } from "#web/components/badge.tsx";
import { Table, type Column } from "#web/components/table.tsx";
import { formatCompact } from "#web/lib/format/format-count.ts";
import { formatPrice } from "#web/lib/format/format-price.ts";

type Model = ProviderSettings["models"][number];

/** A provider's models with context sizes and prices per million tokens. */
export const ModelTable = ({ provider, defaultModel }: { provider: ProviderSettings; defaultModel: string }) => {
  const columns: Column<Model>[] = [
    {
      key: "name",
      header: "Model",
      className: "min-w-40",
      render: ({ name }) => (
        <span className="flex flex-wrap items-center gap-2">
          <code className="break-text">{name}</code>
          {`${provider.name}/${name}` === defaultModel ? <Badge tone="accent">Default</Badge> : null}
        </span>
      ),
    },
    {
      key: "context",
      header: "Context",
      align: "right",
      render: ({ contextTokens }) => <span title="Tokens">{formatCompact(contextTokens)}</span>,
    },
    { key: "input", header: "Input", align: "right", render: ({ inputPrice }) => formatPrice(inputPrice) },
    {
      key: "cached",
      header: "Cached",
      align: "right",
      render: ({ inputPrice, cachedInputPrice }) => formatPrice(cachedInputPrice ?? inputPrice),
    },
    { key: "output", header: "Output", align: "right", render: ({ outputPrice }) => formatPrice(outputPrice) },
  ];
  return (
    <Table
      caption={`Models of ${provider.name}; prices in US dollars per million tokens`}
      columns={columns}
      rows={provider.models}
      rowKey={({ name }) => name}
    />
  );
};
