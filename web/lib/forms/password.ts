import { z } from "zod";

/** What Supabase Auth hashes with looks no further. */
const MAXIMUM_PASSWORD = 72;

/** A password that is being chosen. */
export const newPasswordSchema = z
  .string()
  .min(8, "Use at least 8 characters.")
  .max(MAXIMUM_PASSWORD, `Use at most ${MAXIMUM_PASSWORD} characters.`);
