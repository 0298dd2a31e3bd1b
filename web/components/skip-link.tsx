/** The first thing Tab reaches: past the navigation, into the page. */
export const SkipLink = () => (
  <a
    href="#main"
    className="fixed top-2 left-2 z-[70] -translate-y-16 rounded-md bg-ink px-3 py-2 text-base font-medium text-ink-inverse focus-visible:translate-y-0"
  >
    Skip to content
  </a>
);
