import type { AnyRecord } from "../data/store";

/** What a new browser starts with, by collection. Dates are relative to today, so that the app never looks stale. */
export const samples = (): Record<string, AnyRecord[]> => ({});
