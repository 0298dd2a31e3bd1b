import { z } from "zod";

/** A path as models write it: `./src/a.ts` means `src/a.ts`. Nothing else is forgiven; whatever is odd is refused later. */
export const normalisePath = (path: string): string => path.replace(/^(?:\.\/)+/, "");

export const pathSchema = z.string().min(1, "name a file").max(2_000).transform(normalisePath);

/** A folder as models write it: empty, `.` and `/` all mean the whole repository. */
export const folderSchema = z
  .string()
  .max(2_000)
  .nullish()
  .transform((path) => normalisePath(path ?? "").replace(/^\/+$|^\.$|\/+$/g, ""));
