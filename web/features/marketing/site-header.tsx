import Link from "next/link";
import { buttonClasses } from "#web/components/button.tsx";
import { Logo } from "#web/components/logo.tsx";
import { ThemeControl } from "#web/components/theme-control.tsx";

const anchors = [
  { href: "#how", label: "How it works" },
  { href: "#git", label: "Your Git" },
  { href: "#run", label: "Run it" },
  { href: "#questions", label: "Questions" },
];

export const SiteHeader = ({ isSignedIn }: { isSignedIn: boolean }) => (
  <header className="sticky top-0 z-30 border-b border-line-faint bg-canvas/90 backdrop-blur-sm">
    <div className="mx-auto flex h-15 max-w-page items-center gap-3 px-4 sm:px-6">
      <Link href="/" aria-label="LetsCode, start page" className="-m-1 inline-flex rounded-md p-1">
        <Logo />
      </Link>
      <nav aria-label="On this page" className="ml-4 hidden flex-1 gap-1 md:flex">
        {anchors.map(({ href, label }) => (
          <a
            key={href}
            href={href}
            className="rounded-sm px-2.5 py-1 text-base text-ink-muted transition-colors hover:bg-hover hover:text-ink"
          >
            {label}
          </a>
        ))}
      </nav>
      <div className="ml-auto flex items-center gap-2">
        <span className="max-sm:hidden">
          <ThemeControl />
        </span>
        {isSignedIn ? (
          <Link href="/projects" className={buttonClasses("primary", "md")}>
            Your projects
          </Link>
        ) : (
          <>
            <Link href="/sign-in" className={buttonClasses("ghost", "md")}>
              Sign in
            </Link>
            <Link href="/sign-up" className={buttonClasses("primary", "md")}>
              Create account
            </Link>
          </>
        )}
      </div>
    </div>
  </header>
);
