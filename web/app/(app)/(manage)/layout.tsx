import type { ReactNode } from "react";
import { AppHeader } from "#web/features/shell/app-header.tsx";

const ManageLayout = ({ children }: { children: ReactNode }) => (
  <>
    <AppHeader />
    <main id="main" tabIndex={-1} className="mx-auto w-full max-w-page px-4 pt-8 pb-20 sm:px-6 sm:pt-10">
      {children}
    </main>
  </>
);

export default ManageLayout;
