import { z } from "zod";
import { pageSchema } from "./page.ts";

/** A domain as people write it: lower case, without a scheme, a path or a port. */
export const domainNameSchema = z
  .string()
  .trim()
  .toLowerCase()
  .max(253)
  .regex(/^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/, "Write it as app.example.com.");

/** What is to be set where the domain's names are kept. */
export const domainRecordSchema = z.object({ type: z.string(), name: z.string(), value: z.string() });

/** A domain of a project's production at its deploy host. */
export const domainSchema = z.object({
  name: z.string(),
  /** False until the host believes that it is the owner's. */
  isVerified: z.boolean(),
  /** Whether its names lead to the host, which then serves production there. */
  isServing: z.boolean(),
  /** What is missing for either; empty when nothing is. */
  records: z.array(domainRecordSchema),
});
export type Domain = z.infer<typeof domainSchema>;

/** The domains of a project; `isAvailable` is false where its deploy host has none that could be set here. */
export const domainListSchema = pageSchema(domainSchema).extend({ isAvailable: z.boolean() });

export const addDomainSchema = z.object({ name: domainNameSchema });
export type AddDomain = z.infer<typeof addDomainSchema>;
