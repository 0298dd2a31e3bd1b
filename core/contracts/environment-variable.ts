import { z } from "zod";
import { deployEnvironmentSchema } from "./deployment.ts";
import { instantSchema } from "./id.ts";

const KILOBYTE = 1024;
const MAXIMUM_VALUE = 32 * KILOBYTE;

/** Names that the build and the server set themselves, or that would change how programs are found and loaded. */
const reservedName = /^(?:PATH|HOME|PWD|SHELL|USER|HOST|HOSTNAME|PORT|TMPDIR|NODE_ENV|NODE_OPTIONS|LD_.*|LETSCODE_.*)$/;

export const variableNameSchema = z
  .string()
  .regex(/^[A-Za-z_][A-Za-z0-9_]{0,127}$/, "use letters, digits and underscores, and no digit at the beginning")
  .refine((name) => !reservedName.test(name), "this name is set by the platform; choose another");

/** A variable as anybody may see it: its value is never answered. */
export const environmentVariableSchema = z.object({
  name: z.string(),
  environment: deployEnvironmentSchema,
  updatedAt: instantSchema,
});
export type EnvironmentVariable = z.infer<typeof environmentVariableSchema>;

export const saveVariableSchema = z.object({
  name: variableNameSchema,
  value: z
    .string()
    .min(1, "give it a value")
    .max(MAXIMUM_VALUE, "a value has at most 32,768 characters")
    .refine((value) => !value.includes("\0"), "a value cannot hold a NUL"),
  environments: z.array(deployEnvironmentSchema).min(1, "choose where it is set").max(2),
});
export type SaveVariable = z.infer<typeof saveVariableSchema>;
