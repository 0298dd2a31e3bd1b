import { chmod, link, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { SecretsDamagedError } from "./secrets-damaged-error.ts";

/** What an installation makes for itself, once. Each is replaced by its environment variable where there is one. */
const secretsSchema = z.object({
  jwtSecret: z.string().min(32),
  publishableKey: z.string().startsWith("sb_publishable_"),
  secretKey: z.string().startsWith("sb_secret_"),
  postgresPassword: z.string().min(16),
  /** Signs the pushes of the local git host. */
  pushWebhookSecret: z.string().min(32),
  /** Signs the states of the local deploy host, as Standard Webhooks spells secrets. */
  statusWebhookSecret: z.string().startsWith("whsec_"),
  previewTicketKey: z.string().min(32),
  /** Encrypts the credentials people enter. */
  encryptionKey: z.string().min(32),
});
export type Secrets = z.infer<typeof secretsSchema>;

type RandomBytes = (bytes: number) => Buffer;

const makeSecrets = (random: RandomBytes): Secrets => {
  const text = (): string => random(32).toString("base64url");
  return {
    jwtSecret: text(),
    publishableKey: `sb_publishable_${random(18).toString("base64url")}`,
    secretKey: `sb_secret_${random(32).toString("base64url")}`,
    postgresPassword: text(),
    pushWebhookSecret: text(),
    statusWebhookSecret: `whsec_${random(32).toString("base64")}`,
    previewTicketKey: text(),
    encryptionKey: text(),
  };
};

const parseSecrets = (file: string, text: string): Secrets => {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (thrown) {
    throw new SecretsDamagedError(file, "it is not JSON", thrown);
  }
  const parsed = secretsSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  const names = parsed.error.issues.map(({ path }) => path.join(".")).join(", ");
  throw new SecretsDamagedError(file, `these are missing or malformed: ${names}`, parsed.error);
};

const isMissing = (thrown: unknown): boolean => thrown instanceof Error && "code" in thrown && thrown.code === "ENOENT";

/** Linked into place, so that a crash leaves no half file and, of two processes that begin together, the first counts. */
const keepSecrets = async (file: string, secrets: Secrets, random: RandomBytes): Promise<void> => {
  const draft = `${file}.${random(6).toString("hex")}`;
  await writeFile(draft, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
  try {
    await link(draft, file);
  } catch (thrown) {
    if (!(thrown instanceof Error && "code" in thrown && thrown.code === "EEXIST")) throw thrown;
  } finally {
    await rm(draft, { force: true });
  }
};

/**
 * The secrets of this installation: `secrets.json` in the data folder, readable by its owner alone, made at the
 * first start and never again. Throws SecretsDamagedError when the file is there and cannot be used; it is not
 * made anew then, since every session and stored credential would be lost without a word.
 */
export const loadSecrets = async (dataDirectory: string, random: RandomBytes): Promise<Secrets> => {
  const file = join(dataDirectory, "secrets.json");
  const read = (): Promise<string> => readFile(file, "utf8");
  const text = await read().catch(async (thrown: unknown) => {
    if (!isMissing(thrown)) throw thrown;
    await mkdir(dataDirectory, { recursive: true });
    await keepSecrets(file, makeSecrets(random), random);
    return read();
  });
  await chmod(file, 0o600);
  return parseSecrets(file, text);
};
