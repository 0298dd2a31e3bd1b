import { clsx } from "clsx";
import { readInitials } from "#web/lib/format/read-initials.ts";

export interface AvatarProps {
  name: string;
  /** The AI is a blue square, a person an ink circle, the platform a quiet one. */
  actor?: "ai" | "user" | "system";
  size?: "xs" | "sm" | "md" | "lg";
  className?: string;
}

const sizes = { xs: "size-4.5 text-[0.5rem]", sm: "size-6 text-2xs", md: "size-8 text-xs", lg: "size-11 text-md" };
const looks = {
  ai: "rounded-sm bg-accent text-accent-ink",
  user: "rounded-full bg-ink text-ink-inverse",
  system: "rounded-sm border bg-sunken text-ink-subtle",
};

/** Who did something. Decoration: the name stands beside it or is given by the surrounding control. */
export const Avatar = ({ name, actor = "user", size = "sm", className }: AvatarProps) => (
  <span
    aria-hidden="true"
    className={clsx(
      "inline-grid shrink-0 place-items-center font-semibold select-none",
      sizes[size],
      looks[actor],
      className,
    )}
  >
    {actor === "user" ? (
      readInitials(name)
    ) : (
      <svg
        viewBox="0 0 16 16"
        className="size-3/5"
        fill="none"
        stroke="currentColor"
        strokeWidth="2.2"
        strokeLinecap="round"
      >
        {actor === "ai" ? <path d="M5 2.5v7.2c0 2 .9 3 3 3h3.5" /> : <path d="M3.5 8h9" />}
      </svg>
    )}
  </span>
);
