import type { Metadata } from "next";
import Link from "next/link";
import { buttonClasses } from "#web/components/button.tsx";
import { Logo } from "#web/components/logo.tsx";

export const metadata: Metadata = { title: "Not found" };

/** Also what a stranger sees of a project that is not theirs: nothing tells the two apart. */
const NotFound = () => (
  <main id="main" className="grid min-h-dvh place-items-center px-6 py-16">
    <div className="flex max-w-md flex-col items-start gap-5">
      <Link href="/" aria-label="LetsCode, start page" className="-m-1 inline-flex rounded-md p-1">
        <Logo />
      </Link>
      <h1 className="text-3xl font-semibold">There is nothing at this address</h1>
      <p className="text-lg text-pretty text-ink-muted">
        It may have been deleted, or it belongs to another account. Check the address, or go on from your projects.
      </p>
      <div className="flex flex-wrap gap-2">
        <Link href="/projects" className={buttonClasses("primary", "md")}>
          Your projects
        </Link>
        <Link href="/" className={buttonClasses("secondary", "md")}>
          Start page
        </Link>
      </div>
    </div>
  </main>
);

export default NotFound;
