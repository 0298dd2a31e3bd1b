import Link from "next/link";
import { LogoMark } from "#web/components/logo.tsx";
import { ThemeControl } from "#web/components/theme-control.tsx";

const links = [
  { href: "/sign-in", label: "Sign in" },
  { href: "/sign-up", label: "Create account" },
];

export const SiteFooter = () => (
  <footer className="border-t">
    <div className="mx-auto flex max-w-page flex-wrap items-center gap-x-6 gap-y-4 px-4 py-8 text-base text-ink-subtle sm:px-6">
      <span className="flex items-center gap-2">
        <LogoMark className="size-5" />
        LetsCode, Apache-2.0
      </span>
      <nav aria-label="Footer" className="flex flex-wrap gap-x-5 gap-y-2">
        {links.map(({ href, label }) => (
          <Link key={href} href={href} className="hover:text-ink hover:underline coarse:py-2">
            {label}
          </Link>
        ))}
        <a
          href="/api/openapi.json"
          target="_blank"
          rel="noreferrer"
          className="hover:text-ink hover:underline coarse:py-2"
        >
          REST interface
        </a>
        <a href="/api/health" target="_blank" rel="noreferrer" className="hover:text-ink hover:underline coarse:py-2">
          Health
        </a>
      </nav>
      <span className="ml-auto sm:hidden">
        <ThemeControl />
      </span>
    </div>
  </footer>
);
