"use client";

import { BookOpen, KeyRound, LayoutGrid, LogOut, Settings, ShieldCheck } from "lucide-react";
import { useTheme } from "next-themes";
import Link from "next/link";
import { useProfile } from "#web/hooks/use-app.tsx";
import { useSignOut } from "#web/hooks/use-sign-out.ts";
import { Avatar } from "./avatar.tsx";
import { DropdownMenu, MenuItem, MenuLabel, MenuRadioGroup, MenuRadioItem, MenuSeparator } from "./dropdown-menu.tsx";

const places = [
  { href: "/projects", label: "Projects", icon: <LayoutGrid aria-hidden="true" /> },
  { href: "/settings", label: "Settings", icon: <Settings aria-hidden="true" /> },
  { href: "/settings/tokens", label: "Access tokens", icon: <KeyRound aria-hidden="true" /> },
];
const adminPlace = { href: "/admin", label: "Administration", icon: <ShieldCheck aria-hidden="true" /> };

/** Who is signed in, and what belongs to the account. */
export const AccountMenu = () => {
  const profile = useProfile();
  const { theme = "system", setTheme } = useTheme();
  const { signOut, isSigningOut } = useSignOut();
  return (
    <DropdownMenu
      trigger={
        <button type="button" aria-label={`Account of ${profile.displayName}`} className="rounded-full coarse:p-1.5">
          <Avatar name={profile.displayName || profile.email} size="md" />
        </button>
      }
    >
      <div className="px-2.5 pt-1.5 pb-2">
        <p className="truncate text-base font-medium">{profile.displayName}</p>
        <p className="truncate text-sm text-ink-subtle">{profile.email}</p>
      </div>
      <MenuSeparator />
      {[...places, ...(profile.isAdmin ? [adminPlace] : [])].map(({ href, label, icon }) => (
        <MenuItem key={href} asChild>
          <Link href={href}>
            {icon}
            {label}
          </Link>
        </MenuItem>
      ))}
      <MenuItem asChild>
        <a href="/api/openapi.json" target="_blank" rel="noreferrer">
          <BookOpen aria-hidden="true" />
          REST interface
        </a>
      </MenuItem>
      <MenuSeparator />
      <MenuLabel>Theme</MenuLabel>
      <MenuRadioGroup value={theme} onValueChange={setTheme}>
        <MenuRadioItem value="system">As the system</MenuRadioItem>
        <MenuRadioItem value="light">Light</MenuRadioItem>
        <MenuRadioItem value="dark">Dark</MenuRadioItem>
      </MenuRadioGroup>
      <MenuSeparator />
      <MenuItem icon={<LogOut aria-hidden="true" />} disabled={isSigningOut} onSelect={() => void signOut()}>
        Sign out
      </MenuItem>
    </DropdownMenu>
  );
};
