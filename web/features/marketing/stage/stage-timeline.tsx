import { clsx } from "clsx";
import { DeploymentStateBadge } from "#web/components/state-badge.tsx";
import { commits, type Scene } from "./script.ts";

/** The branch from left to right, one blue dot a step. */
export const StageTimeline = ({ scene }: { scene: Scene }) => (
  <div className="border-t bg-canvas px-4 py-3.5 max-sm:hidden dark:bg-sunken">
    <ol className="relative grid grid-cols-6 gap-3 before:absolute before:inset-x-1 before:top-1.25 before:h-px before:bg-line-strong">
      {commits.map((subject, index) => {
        const isMade = index < scene.done;
        const isNewest = index === scene.done - 1;
        return (
          <li key={subject} className="relative flex min-w-0 flex-col gap-1.5">
            <span
              className={clsx(
                "size-2.75 rounded-full ring-3 ring-canvas transition-colors duration-300 dark:ring-sunken",
                isMade ? "bg-accent" : "bg-line-strong",
              )}
            />
            <span
              className={clsx(
                "truncate text-[0.6875rem] transition-opacity duration-300",
                isMade ? "text-ink-muted opacity-100" : "opacity-0",
              )}
            >
              {subject}
            </span>
            <span className={clsx("h-4", isMade ? "opacity-100" : "opacity-0")}>
              <DeploymentStateBadge
                state={isNewest && scene.deployment === "building" ? "building" : "ready"}
                appearance="plain"
                className="text-[0.6875rem]! [&_svg]:size-2.75"
              />
            </span>
          </li>
        );
      })}
    </ol>
  </div>
);
