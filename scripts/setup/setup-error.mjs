/** Something the set-up cannot mend by itself: one line that says what, and what to do. */
export class SetupError extends Error {}
