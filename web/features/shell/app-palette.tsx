"use client";

import {
  BookOpen,
  FolderGit2,
  KeyRound,
  LayoutGrid,
  LogOut,
  Monitor,
  Moon,
  Plus,
  Settings,
  ShieldCheck,
  Sun,
} from "lucide-react";
import { useTheme } from "next-themes";
import { useRouter } from "next/navigation";
import type { ReactNode } from "react";
import { CommandPalette, type PaletteCommand, type PaletteGroup } from "#web/components/command-palette.tsx";
import { useProfile } from "#web/hooks/use-app.tsx";
import { useCommandPalette } from "#web/hooks/use-commands.tsx";
import { useResource } from "#web/hooks/use-resource.ts";
import { useSignOut } from "#web/hooks/use-sign-out.ts";
import { PROJECTS_PATH, projectPageSchema } from "#web/lib/api/projects.ts";

const places: { href: string; label: string; icon: ReactNode; keywords?: string[] }[] = [
  { href: "/projects", label: "Projects", icon: <LayoutGrid />, keywords: ["home", "list"] },
  { href: "/projects/new", label: "New project", icon: <Plus />, keywords: ["create", "build", "prompt"] },
  { href: "/settings", label: "Settings", icon: <Settings />, keywords: ["account", "password", "profile"] },
  { href: "/settings/tokens", label: "Access tokens", icon: <KeyRound />, keywords: ["git", "clone", "push"] },
];

const adminPlace = {
  href: "/admin",
  label: "Administration",
  icon: <ShieldCheck />,
  keywords: ["models", "prompts", "keys", "audit"],
};

const themes = [
  { value: "system", label: "Theme: as the system", icon: <Monitor /> },
  { value: "light", label: "Theme: light", icon: <Sun /> },
  { value: "dark", label: "Theme: dark", icon: <Moon /> },
];

const useAccountCommands = (): PaletteCommand[] => {
  const { setTheme } = useTheme();
  const { signOut } = useSignOut();
  return [
    ...themes.map(({ value, label, icon }) => ({ id: `theme-${value}`, label, icon, run: () => setTheme(value) })),
    {
      id: "openapi",
      label: "Open the REST interface's description",
      keywords: ["api", "openapi"],
      icon: <BookOpen />,
      run: () => window.open("/api/openapi.json", "_blank", "noreferrer"),
    },
    { id: "sign-out", label: "Sign out", icon: <LogOut />, run: () => void signOut() },
  ];
};

/** The command palette with what a page offers first, then places, projects and the account. */
export const AppPalette = () => {
  const { groups, isOpen, setOpen } = useCommandPalette();
  const router = useRouter();
  const { isAdmin } = useProfile();
  const projects = useResource(isOpen ? PROJECTS_PATH : null, projectPageSchema);
  const account = useAccountCommands();
  const go = (href: string) => () => router.push(href);
  const standing: PaletteGroup[] = [
    {
      heading: "Go to",
      commands: [...places, ...(isAdmin ? [adminPlace] : [])].map(({ href, ...place }) => ({
        id: href,
        ...place,
        run: go(href),
      })),
    },
    {
      heading: "Projects",
      commands: (projects.data?.items ?? []).map(({ id, name, slug }) => ({
        id,
        label: name,
        hint: slug,
        icon: <FolderGit2 />,
        run: go(`/projects/${id}`),
      })),
    },
    { heading: "Account", commands: account },
  ];
  return <CommandPalette isOpen={isOpen} onOpenChange={setOpen} groups={[...groups, ...standing]} />;
};
