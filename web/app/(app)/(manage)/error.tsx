"use client";

import { ErrorState } from "#web/components/error-state.tsx";

/** A signed-in page that could not be rendered; the navigation stays. */
const ManageError = ({ error, retry }: { error: unknown; retry: () => void }) => (
  <ErrorState title="This page could not be shown" error={error} onRetry={retry} />
);

export default ManageError;
