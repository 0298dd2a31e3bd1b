import { z } from "zod";

const MAXIMUM_PASSWORD = 72;

const emailSchema = z.string().trim().pipe(z.email("Enter an email address, such as ada@example.com."));

export const newPasswordSchema = z
  .string()
  .min(8, "Use at least 8 characters.")
  // What Supabase Auth hashes with looks no further.
  .max(MAXIMUM_PASSWORD, `Use at most ${MAXIMUM_PASSWORD} characters.`);

export const signInSchema = z.object({ email: emailSchema, password: z.string().min(1, "Enter your password.") });
export const signUpSchema = z.object({ email: emailSchema, password: newPasswordSchema });
export const recoverSchema = z.object({ email: emailSchema });
export const resetSchema = z.object({ password: newPasswordSchema });
