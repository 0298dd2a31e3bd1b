import { clsx } from "clsx";
import { Avatar } from "#web/components/avatar.tsx";
import { StateIcon } from "#web/components/state-icon.tsx";
import { features, prompt, type Scene } from "./script.ts";

const FeatureLine = ({ feature, index, scene }: { feature: string; index: number; scene: Scene }) => {
  const isDone = index < scene.done;
  const isCurrent = scene.state === "running" && index === scene.done;
  return (
    <li
      className={clsx(
        "flex items-center gap-2 text-xs transition-opacity duration-300",
        index < scene.planned ? "opacity-100" : "opacity-0",
        isDone ? "text-ink-muted" : isCurrent ? "font-medium text-ink" : "text-ink-subtle",
      )}
    >
      <span className={isDone ? "text-success-text" : isCurrent ? "text-accent-text" : "text-ink-faint"}>
        <StateIcon shape={isDone ? "done" : isCurrent ? "working" : "waiting"} className="size-3" />
      </span>
      {feature}
    </li>
  );
};

/** The prompt, what the AI understood, and the plan as it is worked off. */
export const StageConversation = ({ scene }: { scene: Scene }) => (
  <div className="flex min-w-0 flex-col gap-4 border-r p-4 max-lg:border-r-0 max-sm:pb-3">
    <div className="flex gap-2.5">
      <Avatar name="You" size="xs" className="mt-0.5" />
      <p className="rounded-lg rounded-tl-xs bg-hover px-3 py-2 text-xs text-pretty">{prompt}</p>
    </div>
    <div className="flex gap-2.5">
      <Avatar name="LetsCode" actor="ai" size="xs" className="mt-0.5" />
      <div className="flex min-w-0 flex-col gap-3">
        <p className="text-xs text-pretty text-ink-muted">
          I am the built-in demo: I work from rules, not from a language model. I read this as{" "}
          <b className="font-semibold text-ink">Dog Groomer Booking</b>. Here is the plan.
        </p>
        <ol className="flex flex-col gap-1.5">
          {features.map((feature, index) => (
            <FeatureLine key={feature} feature={feature} index={index} scene={scene} />
          ))}
        </ol>
      </div>
    </div>
  </div>
);
