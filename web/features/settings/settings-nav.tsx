import { Boxes, ChartColumn, GitBranch, KeyRound, UserRound } from "lucide-react";
import { SideNav } from "#web/components/side-nav.tsx";

const places = [
  { href: "/settings", label: "Account", icon: <UserRound aria-hidden="true" /> },
  { href: "/settings/usage", label: "Usage and budgets", icon: <ChartColumn aria-hidden="true" /> },
  { href: "/settings/tokens", label: "Access tokens", icon: <KeyRound aria-hidden="true" /> },
  { href: "/settings/github", label: "GitHub", icon: <GitBranch aria-hidden="true" /> },
  { href: "/settings/installation", label: "Installation", icon: <Boxes aria-hidden="true" /> },
];

export const SettingsNav = () => <SideNav label="Settings" places={places} />;
