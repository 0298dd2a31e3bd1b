"use client";

import "#web/styles/globals.css";

/** When even the frame of the pages failed. It stands alone: no theme, no providers. */
const GlobalError = ({ retry }: { error: unknown; retry: () => void }) => (
  <html lang="en">
    <body className="grid min-h-dvh place-items-center bg-canvas px-6 font-sans text-ink">
      <main className="flex max-w-md flex-col items-start gap-4">
        <title>Something failed · LetsCode</title>
        <h1 className="text-2xl font-semibold">LetsCode could not show this page</h1>
        <p className="text-md text-ink-muted">
          The server met something it did not expect. Try again; if it happens again, its log says what it was.
        </p>
        <button
          type="button"
          onClick={() => retry()}
          className="h-9 rounded-md bg-ink px-3.5 text-base font-medium text-ink-inverse"
        >
          Try again
        </button>
      </main>
    </body>
  </html>
);

export default GlobalError;
