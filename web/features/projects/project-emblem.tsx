import { clsx } from "clsx";
import { readInitials } from "#web/lib/format/read-initials.ts";
import { toHue } from "#web/lib/projects/to-hue.ts";

/** A tile by which a project is recognised: its initials on a colour of its own, the same everywhere. */
export const ProjectEmblem = ({ name, slug, className }: { name: string; slug: string; className?: string }) => (
  <span
    aria-hidden="true"
    style={{ "--emblem-hue": toHue(slug) }}
    className={clsx(
      "grid size-9 shrink-0 place-items-center rounded-lg text-sm font-semibold select-none",
      "bg-[oklch(0.94_0.03_var(--emblem-hue))] text-[oklch(0.4_0.09_var(--emblem-hue))]",
      "dark:bg-[oklch(0.3_0.035_var(--emblem-hue))] dark:text-[oklch(0.86_0.07_var(--emblem-hue))]",
      className,
    )}
  >
    {readInitials(name)}
  </span>
);
