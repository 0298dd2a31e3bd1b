import type { AnyCollection } from "../records/collection";

/** Every kind of record the app knows. Each one lives in a file beside this one. */
export const collections: AnyCollection[] = [];
