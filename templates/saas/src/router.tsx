import { useMemo, useSyncExternalStore, type AnchorHTMLAttributes, type ComponentType } from "react";
import type { IconName } from "./ui/icon";

export interface PageProps {
  /** The named parts of the path: for `/customers/:id`, `params.id`. */
  params: Record<string, string>;
}

export interface Route {
  path: string;
  page: ComponentType<PageProps>;
  menu?: { label: string; icon: IconName };
}

/** The path after `#`, which works on any static host without rewrite rules. */
const readPath = () => window.location.hash.replace(/^#/, "").split("?")[0] || "/";

const subscribe = (listener: () => void) => {
  window.addEventListener("hashchange", listener);
  return () => window.removeEventListener("hashchange", listener);
};

export const usePath = () => useSyncExternalStore(subscribe, readPath);

export const navigate = (path: string) => {
  window.location.hash = path;
};

/** Compares a path with a pattern; answers the named parts, or null when they differ. */
export function matchPath(pattern: string, path: string): Record<string, string> | null {
  const expected = pattern.split("/").filter(Boolean);
  const actual = path.split("/").filter(Boolean);
  if (expected.length !== actual.length) return null;
  const params: Record<string, string> = {};
  for (const [index, part] of expected.entries()) {
    const value = decodeURIComponent(actual[index] ?? "");
    if (part.startsWith(":")) params[part.slice(1)] = value;
    else if (part !== value) return null;
  }
  return params;
}

export function useMatch(routes: Route[]) {
  const path = usePath();
  return useMemo(() => {
    for (const route of routes) {
      const params = matchPath(route.path, path);
      if (params) return { route, params, path };
    }
    return { route: null, params: {}, path };
  }, [routes, path]);
}

interface LinkProps extends AnchorHTMLAttributes<HTMLAnchorElement> {
  to: string;
}

export function Link({ to, ...rest }: LinkProps) {
  return <a href={`#${to}`} {...rest} />;
}
