import Link from "next/link";
import type { ReactNode } from "react";
import { Logo } from "#web/components/logo.tsx";
import { SkipLink } from "#web/components/skip-link.tsx";
import { WhatRemains } from "#web/features/auth/what-remains.tsx";

const AuthLayout = ({ children }: { children: ReactNode }) => (
  <div className="grid min-h-dvh lg:grid-cols-[minmax(0,1fr)_minmax(0,1.1fr)]">
    <SkipLink />
    <div className="flex flex-col px-5 sm:px-10">
      <header className="flex h-16 items-center">
        <Link href="/" className="-m-1 inline-flex rounded-md p-1" aria-label="LetsCode, start page">
          <Logo />
        </Link>
      </header>
      <main id="main" tabIndex={-1} className="flex flex-1 items-center justify-center py-10">
        {children}
      </main>
    </div>
    <div className="hidden items-center justify-center border-l bg-sunken px-10 lg:flex">
      <WhatRemains />
    </div>
  </div>
);

export default AuthLayout;
