"use client";

import { CircleAlert, CircleCheck } from "lucide-react";
import { useState } from "react";
import type { GitHubCheck } from "#core/contracts/index.ts";
import { Button } from "#web/components/button.tsx";
import { SectionCard } from "#web/components/card.tsx";
import { ProblemNote } from "#web/components/problem-note.tsx";
import { checkGitHubApp } from "#web/lib/api/github.ts";

const Finding = ({ isGood, message, fix }: GitHubCheck["findings"][number]) => (
  <li className="flex items-start gap-2">
    {isGood ? (
      <CircleCheck className="mt-0.5 size-4 shrink-0 text-success-text" aria-label="Good" />
    ) : (
      <CircleAlert className="mt-0.5 size-4 shrink-0 text-warning-text" aria-label="To do" />
    )}
    <span className="min-w-0 break-text">
      {message}
      {fix === "" ? null : <span className="block text-ink-muted">{fix}</span>}
    </span>
  </li>
);

/** Asks GitHub whether everything works, and says what is missing. */
export const ConnectionCheck = () => {
  const [check, setCheck] = useState<GitHubCheck>();
  const [failure, setFailure] = useState<unknown>();
  const [isBusy, setBusy] = useState(false);
  const run = async () => {
    setBusy(true);
    setFailure(undefined);
    try {
      setCheck(await checkGitHubApp());
    } catch (thrown) {
      setFailure(thrown);
    } finally {
      setBusy(false);
    }
  };
  return (
    <SectionCard
      title="Connection"
      description="Asks GitHub about the App: its permissions, where it is installed, and whether webhooks arrive."
      aside={
        <Button isLoading={isBusy} onClick={() => void run()}>
          Check the connection
        </Button>
      }
    >
      {failure === undefined ? null : <ProblemNote error={failure} />}
      <div aria-live="polite">
        {check === undefined ? null : (
          <ul className="flex flex-col gap-3 text-base">
            {check.findings.map((finding) => (
              <Finding key={finding.message} {...finding} />
            ))}
          </ul>
        )}
      </div>
    </SectionCard>
  );
};
