import type { ReactNode } from "react";
import { appConfig } from "../app-config";
import { Link, type Route } from "../router";
import { Icon } from "../ui/icon";
import { StorageNote } from "./storage-note";
import { isCurrent, TabBar } from "./tab-bar";
import { ThemeSwitch } from "./theme-switch";

interface AppShellProps {
  routes: Route[];
  path: string;
  children: ReactNode;
}

function Brand() {
  return (
    <Link to="/" className="brand">
      <span className="brand-mark">
        <Icon name={appConfig.icon} size={17} />
      </span>
      {appConfig.name}
    </Link>
  );
}

/** The frame around every page: a sidebar on wide screens, a top bar and a tab bar on phones. */
export function AppShell({ routes, path, children }: AppShellProps) {
  const entries = routes.flatMap((route) => (route.menu ? [{ route, ...route.menu }] : []));
  const current = (route: Route) => (isCurrent(route, path) ? ("page" as const) : undefined);

  return (
    <div className="shell">
      <a className="skip-link" href="#main" onClick={skipToMain}>
        Skip to the content
      </a>
      <aside className="sidebar" aria-label="Sidebar">
        <Brand />
        <nav className="menu" aria-label="Main">
          {entries.map(({ route, label, icon }) => (
            <Link key={route.path} to={route.path} className="menu-link" aria-current={current(route)}>
              <Icon name={icon} />
              {label}
            </Link>
          ))}
        </nav>
        <div className="sidebar-end">
          <StorageNote />
          <ThemeSwitch />
        </div>
      </aside>
      <header className="topbar">
        <Brand />
        <StorageNote isCompact />
      </header>
      <main id="main" className="main" tabIndex={-1}>
        {children}
      </main>
      <TabBar entries={entries} path={path} />
    </div>
  );
}

/** Moves the focus without changing the address, which belongs to the router. */
function skipToMain(event: { preventDefault(): void }) {
  event.preventDefault();
  document.getElementById("main")?.focus();
}
