import { CircleCheck, TriangleAlert } from "lucide-react";
import type { HostConnection } from "#core/contracts/index.ts";
import { RelativeTime } from "#web/components/relative-time.tsx";

/** What the last check of a connection found, and what to do about what is amiss. */
export const FindingList = ({ findings, checkedAt }: Pick<HostConnection, "findings" | "checkedAt">) => (
  <div className="flex flex-col gap-3">
    <ul className="flex flex-col gap-2.5" aria-label="What the check found">
      {findings.map(({ name, isFine, message, fix }) => (
        <li key={name} className="flex gap-2.5 text-base">
          {isFine ? (
            <CircleCheck className="mt-0.5 size-4 shrink-0 text-success-text" aria-label="Fine" />
          ) : (
            <TriangleAlert className="mt-0.5 size-4 shrink-0 text-warning-text" aria-label="Needs you" />
          )}
          <div className="min-w-0">
            <p className="break-text">
              <span className="font-medium">{name}:</span> {message}
            </p>
            {fix === null ? null : <p className="break-text text-ink-muted">{fix}</p>}
          </div>
        </li>
      ))}
    </ul>
    {checkedAt === null ? null : (
      <p className="text-sm text-ink-subtle">
        Checked <RelativeTime at={checkedAt} />
      </p>
    )}
  </div>
);
