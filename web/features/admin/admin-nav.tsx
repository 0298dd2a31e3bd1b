import { Gauge, GitBranch, MessageSquareText, Rocket, ScrollText, Sparkles, Webhook } from "lucide-react";
import { SideNav, type SideNavPlace } from "#web/components/side-nav.tsx";

/** The places of the admin area, one line each, in the order they are shown; the first is where /admin leads. */
export const adminPlaces: readonly [SideNavPlace, ...SideNavPlace[]] = [
  { href: "/admin/models", label: "Models", icon: <Sparkles aria-hidden="true" /> },
  { href: "/admin/prompts", label: "Prompts", icon: <MessageSquareText aria-hidden="true" /> },
  { href: "/admin/deliveries", label: "Webhooks", icon: <Webhook aria-hidden="true" /> },
  { href: "/admin/hosts", label: "Deploy hosts", icon: <Rocket aria-hidden="true" /> },
  { href: "/admin/github", label: "GitHub", icon: <GitBranch aria-hidden="true" /> },
  { href: "/admin/limits", label: "Budgets and rates", icon: <Gauge aria-hidden="true" /> },
  { href: "/admin/audit", label: "Audit log", icon: <ScrollText aria-hidden="true" /> },
];

export const AdminNav = () => <SideNav label="Administration" places={adminPlaces} />;
