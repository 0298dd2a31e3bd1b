import type { ReactNode } from "react";

/** Heading, form and the way to the other form. */
export const AuthPage = ({
  title,
  lead,
  children,
  footer,
}: {
  title: string;
  lead: ReactNode;
  children: ReactNode;
  footer: ReactNode;
}) => (
  <div className="flex w-full max-w-96 flex-col gap-7">
    <header className="flex flex-col gap-2">
      <h1 className="text-2xl font-semibold">{title}</h1>
      <p className="text-md text-pretty text-ink-muted">{lead}</p>
    </header>
    {children}
    <footer className="text-base text-ink-muted">{footer}</footer>
  </div>
);
