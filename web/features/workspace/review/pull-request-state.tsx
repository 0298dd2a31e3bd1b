import { GitMerge, GitPullRequest, GitPullRequestClosed } from "lucide-react";
import type { ReactNode } from "react";
import type { PullRequest } from "#core/contracts/index.ts";
import { Badge, type Tone } from "#web/components/badge.tsx";

const looks: Record<PullRequest["state"], { label: string; tone: Tone; icon: ReactNode }> = {
  open: { label: "Open", tone: "success", icon: <GitPullRequest aria-hidden="true" /> },
  merged: { label: "Merged", tone: "accent", icon: <GitMerge aria-hidden="true" /> },
  closed: { label: "Closed", tone: "neutral", icon: <GitPullRequestClosed aria-hidden="true" /> },
};

/** Whether it is open, merged or closed. */
export const PullRequestState = ({ state }: Pick<PullRequest, "state">) => {
  const { label, tone, icon } = looks[state];
  return (
    <Badge tone={tone} icon={icon}>
      {label}
    </Badge>
  );
};
