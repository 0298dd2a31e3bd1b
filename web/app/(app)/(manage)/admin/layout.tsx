import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { AdminNav } from "#web/features/admin/admin-nav.tsx";
import { readVisitor } from "#web/server/read-visitor.ts";

/** For admins alone; to everybody else there is nothing here. Every route behind it checks that again. */
const AdminLayout = async ({ children }: { children: ReactNode }) => {
  const visitor = await readVisitor();
  if (visitor.kind === "signed-in" && !visitor.profile.isAdmin) notFound();
  return (
    <>
      <h1 className="mb-6 text-2xl font-semibold">Administration</h1>
      <div className="grid gap-6 md:grid-cols-[11.5rem_minmax(0,1fr)] md:gap-10">
        <AdminNav />
        <div className="flex min-w-0 flex-col gap-6">{children}</div>
      </div>
    </>
  );
};

export default AdminLayout;
