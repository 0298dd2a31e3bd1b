import { useState } from "react";
import { Link, type Route } from "../router";
import { Dialog } from "../ui/dialog";
import { Icon, type IconName } from "../ui/icon";

export const isCurrent = (route: Route, path: string) =>
  route.path === "/" ? path === "/" : path === route.path || path.startsWith(`${route.path}/`);

interface TabBarProps {
  entries: { route: Route; label: string; icon: IconName }[];
  path: string;
}

/** How many entries fit on a phone. */
const mostTabs = 5;

/** The navigation at the bottom of a phone's screen. What does not fit is behind "More". */
export function TabBar({ entries, path }: TabBarProps) {
  const [isOpen, setOpen] = useState(false);
  const shown = entries.length > mostTabs ? entries.slice(0, mostTabs - 1) : entries;
  const rest = entries.slice(shown.length);
  const current = (route: Route) => (isCurrent(route, path) ? ("page" as const) : undefined);

  return (
    <nav className="tabbar" aria-label="Main, bottom of the screen">
      {shown.map(({ route, label, icon }) => (
        <Link key={route.path} to={route.path} aria-current={current(route)}>
          <Icon name={icon} size={20} />
          <span>{label}</span>
        </Link>
      ))}
      {rest.length > 0 && (
        <button type="button" onClick={() => setOpen(true)} data-current={rest.some(({ route }) => isCurrent(route, path)) || undefined}>
          <Icon name="more" size={20} />
          <span>More</span>
        </button>
      )}
      {isOpen && (
        <Dialog title="More" onClose={() => setOpen(false)}>
          <div className="dialog-content menu">
            {rest.map(({ route, label, icon }) => (
              <Link key={route.path} to={route.path} className="menu-link" aria-current={current(route)} onClick={() => setOpen(false)}>
                <Icon name={icon} />
                {label}
              </Link>
            ))}
          </div>
        </Dialog>
      )}
    </nav>
  );
}
