"use client";

import { clsx } from "clsx";
import { Check } from "lucide-react";
import { DropdownMenu as Primitive } from "radix-ui";
import type { ComponentProps, ReactElement, ReactNode } from "react";
import { Shortcut } from "./kbd.tsx";

export interface DropdownMenuProps {
  /** The button that opens it. */
  trigger: ReactElement;
  children: ReactNode;
  align?: "start" | "center" | "end";
  side?: "top" | "right" | "bottom" | "left";
  className?: string;
}

export const DropdownMenu = ({ trigger, children, align = "end", side = "bottom", className }: DropdownMenuProps) => (
  <Primitive.Root>
    <Primitive.Trigger asChild>{trigger}</Primitive.Trigger>
    <Primitive.Portal>
      <Primitive.Content
        align={align}
        side={side}
        sideOffset={5}
        collisionPadding={8}
        className={clsx(
          "z-50 max-h-(--radix-dropdown-menu-content-available-height) max-w-80 min-w-48 animate-enter overflow-y-auto rounded-lg bg-raised p-1 shadow-raised ring-1 ring-line",
          className,
        )}
      >
        {children}
      </Primitive.Content>
    </Primitive.Portal>
  </Primitive.Root>
);

const itemClasses =
  "flex cursor-default items-center gap-2.5 rounded-sm px-2.5 py-1.5 text-base outline-none select-none data-disabled:text-ink-faint data-highlighted:bg-hover coarse:min-h-11 [&_svg]:size-4 [&_svg]:shrink-0";

export interface MenuItemProps extends Omit<ComponentProps<typeof Primitive.Item>, "className"> {
  icon?: ReactNode;
  shortcut?: string;
  isDangerous?: boolean;
}

export const MenuItem = ({ icon, shortcut, isDangerous = false, children, asChild, ...rest }: MenuItemProps) => {
  const classes = clsx(
    itemClasses,
    isDangerous ? "text-danger-text [&_svg]:text-danger-text" : "text-ink [&_svg]:text-ink-subtle",
  );
  if (asChild === true) {
    return (
      <Primitive.Item asChild className={classes} {...rest}>
        {children}
      </Primitive.Item>
    );
  }
  return (
    <Primitive.Item className={classes} {...rest}>
      {icon}
      <span className="min-w-0 flex-1 truncate">{children}</span>
      {shortcut === undefined ? null : <Shortcut keys={shortcut} />}
    </Primitive.Item>
  );
};

/** One of several that exclude each other; stands in a MenuRadioGroup. */
export const MenuRadioItem = ({ value, icon, children }: { value: string; icon?: ReactNode; children: ReactNode }) => (
  <Primitive.RadioItem value={value} className={clsx(itemClasses, "text-ink [&_svg]:text-ink-subtle")}>
    {icon}
    <span className="min-w-0 flex-1 truncate">{children}</span>
    <Primitive.ItemIndicator>
      <Check aria-hidden="true" />
    </Primitive.ItemIndicator>
  </Primitive.RadioItem>
);

export const MenuRadioGroup = Primitive.RadioGroup;

export const MenuLabel = ({ children }: { children: ReactNode }) => (
  <Primitive.Label className="px-2.5 pt-1.5 pb-1 text-xs text-ink-subtle">{children}</Primitive.Label>
);

export const MenuSeparator = () => <Primitive.Separator className="mx-1 my-1 h-px bg-line" />;
