import { combineChunks, parseCookieHeader, stringFromBase64URL } from "@supabase/ssr";
import { z } from "zod";

const sessionSchema = z.object({ access_token: z.string().min(1) });
const sessionCookie = /^(sb-[\w-]+-auth-token)(?:\.\d+)?$/;
const BASE64_PREFIX = "base64-";

const parseSession = (text: string): string | null => {
  try {
    const json: unknown = JSON.parse(
      text.startsWith(BASE64_PREFIX) ? stringFromBase64URL(text.slice(BASE64_PREFIX.length)) : text,
    );
    const session = sessionSchema.safeParse(json);
    return session.success ? session.data.access_token : null;
  } catch {
    return null;
  }
};

/** The access token inside the session cookie that @supabase/ssr writes, in one piece or in chunks; null without one. */
export const readSessionToken = async (cookieHeader: string): Promise<string | null> => {
  const cookies = new Map(parseCookieHeader(cookieHeader).map(({ name, value }) => [name, value ?? ""]));
  const match = [...cookies.keys()].map((name) => sessionCookie.exec(name)).find((found) => found !== null);
  if (match?.[1] === undefined) return null;
  const text = await combineChunks(match[1], (name) => cookies.get(name) ?? null);
  return text === null ? null : parseSession(text);
};
