import { z } from "zod";
import { newPasswordSchema } from "#web/lib/forms/password.ts";

const emailSchema = z.string().trim().pipe(z.email("Enter an email address, such as ada@example.com."));

export const signInSchema = z.object({ email: emailSchema, password: z.string().min(1, "Enter your password.") });
export const signUpSchema = z.object({ email: emailSchema, password: newPasswordSchema });
export const recoverSchema = z.object({ email: emailSchema });
export const resetSchema = z.object({ password: newPasswordSchema });
