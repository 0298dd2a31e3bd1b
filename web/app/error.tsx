"use client";

import { ErrorState } from "#web/components/error-state.tsx";

/** A page that could not be rendered. The server's log has the cause under the same digest. */
const PageError = ({ error, retry }: { error: unknown; retry: () => void }) => (
  <main id="main" className="grid min-h-dvh place-items-center">
    <ErrorState title="This page could not be shown" error={error} onRetry={retry} />
  </main>
);

export default PageError;
