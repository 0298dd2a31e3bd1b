import type { ReactNode } from "react";
import { SettingsNav } from "#web/features/settings/settings-nav.tsx";

const SettingsLayout = ({ children }: { children: ReactNode }) => (
  <>
    <h1 className="mb-6 text-2xl font-semibold">Settings</h1>
    <div className="grid gap-6 md:grid-cols-[11.5rem_minmax(0,1fr)] md:gap-10">
      <SettingsNav />
      <div className="flex min-w-0 flex-col gap-6">{children}</div>
    </div>
  </>
);

export default SettingsLayout;
