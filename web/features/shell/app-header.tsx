"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { AccountMenu } from "#web/components/account-menu.tsx";
import { DemoBadge } from "#web/components/demo-badge.tsx";
import { LogoMark } from "#web/components/logo.tsx";
import { PaletteButton } from "#web/components/palette-button.tsx";
import { useProfile } from "#web/hooks/use-app.tsx";

const links = [
  { href: "/projects", label: "Projects" },
  { href: "/settings", label: "Settings" },
];
const adminLink = { href: "/admin", label: "Admin" };

/** Top of every page but the workspace, which has a header of its own. */
export const AppHeader = () => {
  const pathname = usePathname();
  const { isAdmin } = useProfile();
  return (
    <header className="sticky top-0 z-30 border-b bg-canvas/90 backdrop-blur-sm">
      <div className="mx-auto flex h-14 max-w-page items-center gap-3 px-4 sm:px-6">
        <Link href="/projects" aria-label="LetsCode, your projects" className="-m-1 inline-flex rounded-md p-1">
          <LogoMark />
        </Link>
        <nav aria-label="Main" className="flex flex-1 items-center gap-1">
          {[...links, ...(isAdmin ? [adminLink] : [])].map(({ href, label }) => {
            const isCurrent = pathname.startsWith(href);
            return (
              <Link
                key={href}
                href={href}
                aria-current={isCurrent ? "page" : undefined}
                className="rounded-sm px-2.5 py-1 text-base text-ink-subtle transition-colors hover:bg-hover hover:text-ink aria-[current=page]:font-medium aria-[current=page]:text-ink coarse:py-2.5"
              >
                {label}
              </Link>
            );
          })}
        </nav>
        <div className="flex items-center gap-2.5">
          <span className="max-sm:hidden">
            <DemoBadge />
          </span>
          <PaletteButton />
          <AccountMenu />
        </div>
      </div>
    </header>
  );
};
