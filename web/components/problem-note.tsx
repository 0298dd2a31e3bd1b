import { TriangleAlert } from "lucide-react";
import { toNotice } from "#web/lib/api/to-notice.ts";

/** An error beside what caused it: what happened, and what to do next. Announced when it appears. */
export const ProblemNote = ({ error }: { error: unknown }) => {
  const { detail, fix } = toNotice(error);
  return (
    <div
      role="alert"
      className="flex items-start gap-2.5 rounded-md bg-danger-soft px-3 py-2.5 text-base text-danger-text ring-1 ring-danger-line ring-inset"
    >
      <TriangleAlert className="mt-0.75 size-4 shrink-0" aria-hidden="true" />
      <p className="break-text min-w-0">
        <span className="font-medium">{detail}</span> {fix}
      </p>
    </div>
  );
};
