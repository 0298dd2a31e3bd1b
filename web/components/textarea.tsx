import { clsx } from "clsx";
import type { ComponentProps } from "react";
import { controlClasses } from "./input.tsx";

/** Grows with its text from `rows` up to `max-h`; past that it scrolls. */
export const Textarea = ({ className, rows = 3, ...rest }: ComponentProps<"textarea">) => (
  <textarea
    rows={rows}
    className={clsx(controlClasses, "field-sizing-content max-h-80 min-h-20 resize-y px-3 py-2", className)}
    {...rest}
  />
);
