import { z } from "zod";
import { instantSchema } from "../contracts/id.ts";
import type { SealedSecret } from "./secret-box.ts";

/** A provider's connection as it is kept. The three parts of a sealed key are all there, or none is. */
export const providerCredentialSchema = z.object({
  provider: z.string(),
  baseUrl: z.string(),
  ciphertext: z.string().nullable(),
  dataKey: z.string().nullable(),
  keyId: z.string().nullable(),
  hint: z.string(),
  updatedAt: instantSchema,
});
export type ProviderCredential = z.infer<typeof providerCredentialSchema>;

/** Sealed keys of providers. For the service role alone: no policy lets anybody else read a row. */
export interface CredentialStore {
  list(): Promise<ProviderCredential[]>;
  /** Replaces the provider's connection. */
  save(credential: {
    provider: string;
    baseUrl: string;
    /** Null for a server that wants no key. */
    sealed: SealedSecret | null;
    hint: string;
    createdBy: string;
    updatedAt: string;
  }): Promise<void>;
  remove(provider: string): Promise<void>;
}
