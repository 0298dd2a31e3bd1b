import { redirect } from "next/navigation";
import type { ReactNode } from "react";
import { AppShell } from "#web/features/shell/app-shell.tsx";
import { RestoringSession } from "#web/features/shell/restoring-session.tsx";
import { readAskedPath } from "#web/server/call-api.ts";
import { readPublicConfig } from "#web/server/read-public-config.ts";
import { readVisitor } from "#web/server/read-visitor.ts";

const SignedInLayout = async ({ children }: { children: ReactNode }) => {
  const [visitor, askedPath] = await Promise.all([readVisitor(), readAskedPath()]);
  const signInPath = `/sign-in?next=${encodeURIComponent(askedPath)}`;
  if (visitor.kind === "signed-out") redirect(signInPath);
  if (visitor.kind === "expired") return <RestoringSession signInPath={signInPath} />;
  const config = await readPublicConfig();
  return <AppShell state={{ profile: visitor.profile, config }}>{children}</AppShell>;
};

export default SignedInLayout;
