"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { useShowCurrent } from "#web/hooks/use-show-current.ts";

export interface SideNavPlace {
  href: string;
  label: string;
  icon: ReactNode;
}

/** The places of one area, beside its pages; a row that scrolls on small screens. */
export const SideNav = ({ label, places }: { label: string; places: readonly SideNavPlace[] }) => {
  const pathname = usePathname();
  const row = useShowCurrent(pathname);
  return (
    <nav
      ref={row}
      aria-label={label}
      className="-mx-1 flex gap-1 overflow-x-auto px-1 pb-1 md:sticky md:top-24 md:flex-col"
    >
      {places.map(({ href, label: name, icon }) => (
        <Link
          key={href}
          href={href}
          aria-current={pathname === href ? "page" : undefined}
          className="flex shrink-0 items-center gap-2.5 rounded-md px-3 py-1.5 text-base text-ink-muted transition-colors hover:bg-hover hover:text-ink aria-[current=page]:bg-selected aria-[current=page]:font-medium aria-[current=page]:text-ink coarse:py-3 [&_svg]:size-4"
        >
          {icon}
          {name}
        </Link>
      ))}
    </nav>
  );
};
