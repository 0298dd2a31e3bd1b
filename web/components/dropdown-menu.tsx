"use client";

import { clsx } from "clsx";
import { Check } from "lucide-react";
import { Slot, type DropdownMenu as Parts } from "radix-ui";
import { createContext, use, useState, type ComponentProps, type ReactElement, type ReactNode } from "react";
import { Shortcut } from "./kbd.tsx";
import { toast } from "./toast.tsx";

const PartsContext = createContext<typeof Parts | null>(null);

const useParts = (): typeof Parts => {
  const parts = use(PartsContext);
  if (parts === null) throw new Error("Items of a menu belong inside DropdownMenu.");
  return parts;
};

const loadParts = async (): Promise<typeof Parts> => (await import("./menu-parts.ts")).menuParts;
const preload = () => void loadParts().catch(() => undefined);

export interface DropdownMenuProps {
  /** The button that opens it. */
  trigger: ReactElement;
  children: ReactNode;
  align?: "start" | "center" | "end";
  side?: "top" | "right" | "bottom" | "left";
  className?: string;
}

/** A menu of things to do. What draws it is loaded when the pointer or the focus comes near. */
export const DropdownMenu = ({ trigger, children, align = "end", side = "bottom", className }: DropdownMenuProps) => {
  const [parts, setParts] = useState<typeof Parts | null>(null);
  const [isOpen, setOpen] = useState(false);
  const open = async () => {
    try {
      const loaded = await loadParts();
      setParts(loaded);
      setOpen(true);
    } catch (thrown) {
      toast.error("The menu could not be opened", thrown);
    }
  };
  if (parts === null) {
    return (
      <Slot.Root
        aria-haspopup="menu"
        aria-expanded={false}
        onPointerEnter={preload}
        onFocus={preload}
        onClick={() => void open()}
        onKeyDown={(event) => {
          if (event.key !== "ArrowDown") return;
          event.preventDefault();
          void open();
        }}
      >
        {trigger}
      </Slot.Root>
    );
  }
  return (
    <PartsContext value={parts}>
      {/* Not modal: that hides the page, its headings and landmarks from whoever reads it aloud. */}
      <parts.Root open={isOpen} onOpenChange={setOpen} modal={false}>
        <parts.Trigger asChild>{trigger}</parts.Trigger>
        <parts.Portal>
          <section aria-label="Menu">
            <parts.Content
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
            </parts.Content>
          </section>
        </parts.Portal>
      </parts.Root>
    </PartsContext>
  );
};

const itemClasses =
  "flex cursor-default items-center gap-2.5 rounded-sm px-2.5 py-1.5 text-base outline-none select-none data-disabled:text-ink-faint data-highlighted:bg-hover coarse:min-h-11 [&_svg]:size-4 [&_svg]:shrink-0";

export interface MenuItemProps extends Omit<ComponentProps<typeof Parts.Item>, "className"> {
  icon?: ReactNode;
  shortcut?: string;
  isDangerous?: boolean;
}

export const MenuItem = ({ icon, shortcut, isDangerous = false, children, asChild, ...rest }: MenuItemProps) => {
  const { Item } = useParts();
  const classes = clsx(
    itemClasses,
    isDangerous ? "text-danger-text [&_svg]:text-danger-text" : "text-ink [&_svg]:text-ink-subtle",
  );
  if (asChild === true) {
    return (
      <Item asChild className={classes} {...rest}>
        {children}
      </Item>
    );
  }
  return (
    <Item className={classes} {...rest}>
      {icon}
      <span className="min-w-0 flex-1 truncate">{children}</span>
      {shortcut === undefined ? null : <Shortcut keys={shortcut} />}
    </Item>
  );
};

/** One of several that exclude each other; stands in a MenuRadioGroup. */
export const MenuRadioItem = ({ value, icon, children }: { value: string; icon?: ReactNode; children: ReactNode }) => {
  const { RadioItem, ItemIndicator } = useParts();
  return (
    <RadioItem value={value} className={clsx(itemClasses, "text-ink [&_svg]:text-ink-subtle")}>
      {icon}
      <span className="min-w-0 flex-1 truncate">{children}</span>
      <ItemIndicator>
        <Check aria-hidden="true" />
      </ItemIndicator>
    </RadioItem>
  );
};

export const MenuRadioGroup = (props: ComponentProps<typeof Parts.RadioGroup>) => {
  const { RadioGroup } = useParts();
  return <RadioGroup {...props} />;
};

export const MenuLabel = ({ children }: { children: ReactNode }) => {
  const { Label } = useParts();
  return <Label className="px-2.5 pt-1.5 pb-1 text-xs text-ink-subtle">{children}</Label>;
};

export const MenuSeparator = () => {
  const { Separator } = useParts();
  return <Separator className="mx-1 my-1 h-px bg-line" />;
};
