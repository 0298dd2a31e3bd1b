"use client";

import { AppWindow } from "lucide-react";
import type { Deployment } from "#core/contracts/index.ts";
import { EmptyState } from "#web/components/empty-state.tsx";
import { PreviewFrame } from "../preview/preview-frame.tsx";
import { revealControls } from "../text/reveal-controls.ts";

const describe = (deployment: Deployment | null): { title: string; text: string } => {
  if (deployment === null) return { title: "No preview", text: "It is made with the first commit of the branch." };
  if (["queued", "building"].includes(deployment.state))
    return { title: "The preview is being built", text: "It appears here by itself." };
  return {
    title: "There is no preview",
    text: revealControls(deployment.error?.message ?? "The last build came to no end that can be shown."),
  };
};

/** The running app of a branch, small. */
export const SmallPreview = ({ deployment, name }: { deployment: Deployment | null; name: string }) => {
  const url = deployment?.isCurrent === true ? deployment.url : null;
  const { title, text } = describe(deployment);
  return (
    <section aria-label={`Preview of ${name}`} className="flex h-80 flex-col border-b bg-sunken lg:h-110">
      {url === null || deployment === null ? (
        <EmptyState className="h-full" size="sm" icon={<AppWindow aria-hidden="true" />} title={title}>
          {text}
        </EmptyState>
      ) : (
        <PreviewFrame url={url} frameKey={deployment.id} device="full" />
      )}
    </section>
  );
};
