import type { ButtonHTMLAttributes } from "react";
import { Icon, type IconName } from "./icon";

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  variant?: "default" | "primary" | "danger" | "quiet";
  icon?: IconName;
  /** The words for a button that shows its icon only. */
  label?: string;
}

export function Button({ variant = "default", icon, label, children, ...rest }: ButtonProps) {
  const className = ["button", `button-${variant}`, children ? "" : "button-icon"].join(" ").trim();
  return (
    <button type="button" className={className} aria-label={label} title={label} {...rest}>
      {icon && <Icon name={icon} size={16} />}
      {children}
    </button>
  );
}
