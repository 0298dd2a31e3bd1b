import { z } from "zod";

/**
 * A branch name we accept: the rules of git-check-ref-format, narrowed to characters that are safe in
 * shells, URLs and host names. Narrower than Git on purpose: a name is spliced into many places.
 */
export const branchNameSchema = z
  .string()
  .min(1)
  .max(200)
  .regex(/^[A-Za-z0-9](?:[A-Za-z0-9._/-]*[A-Za-z0-9_-])?$/, "use letters, digits, `.`, `_`, `-` and `/`")
  .refine(
    (name) => !/\.\.|\/\/|\/\.|\.\/|@\{|\.lock(?:\/|$)/.test(name) && name !== "HEAD",
    "git does not allow this branch name",
  );
