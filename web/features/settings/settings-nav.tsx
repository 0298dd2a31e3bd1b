"use client";

import { Boxes, KeyRound, UserRound } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";

const places = [
  { href: "/settings", label: "Account", icon: <UserRound aria-hidden="true" /> },
  { href: "/settings/tokens", label: "Access tokens", icon: <KeyRound aria-hidden="true" /> },
  { href: "/settings/installation", label: "Installation", icon: <Boxes aria-hidden="true" /> },
];

export const SettingsNav = () => {
  const pathname = usePathname();
  return (
    <nav aria-label="Settings" className="-mx-1 flex gap-1 overflow-x-auto px-1 pb-1 md:sticky md:top-24 md:flex-col">
      {places.map(({ href, label, icon }) => (
        <Link
          key={href}
          href={href}
          aria-current={pathname === href ? "page" : undefined}
          className="flex shrink-0 items-center gap-2.5 rounded-md px-3 py-1.5 text-base text-ink-muted transition-colors hover:bg-hover hover:text-ink aria-[current=page]:bg-selected aria-[current=page]:font-medium aria-[current=page]:text-ink coarse:py-3 [&_svg]:size-4"
        >
          {icon}
          {label}
        </Link>
      ))}
    </nav>
  );
};
