import { revealControls } from "./reveal-controls.ts";

/** A branch's name for people: branches of runs all begin with `letscode/`, which tells nothing. */
export const shortBranch = (name: string): string => revealControls(name.replace(/^letscode\//, ""));
