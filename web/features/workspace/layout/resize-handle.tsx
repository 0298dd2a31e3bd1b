import { clsx } from "clsx";
import { Separator } from "react-resizable-panels";

/** The line between two panels: drag it, or move it with the arrow keys. */
export const ResizeHandle = ({ label, orientation }: { label: string; orientation: "vertical" | "horizontal" }) => (
  <Separator
    aria-label={label}
    className={clsx(
      "relative z-10 shrink-0 bg-line outline-none transition-colors",
      "after:absolute after:bg-transparent after:transition-colors hover:after:bg-accent focus-visible:after:bg-focus data-[separator=active]:after:bg-accent",
      orientation === "vertical"
        ? "w-px after:inset-y-0 after:-left-px after:w-[3px]"
        : "h-px after:inset-x-0 after:-top-px after:h-[3px]",
    )}
  />
);
