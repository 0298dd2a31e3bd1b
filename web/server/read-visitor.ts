import { cookies } from "next/headers";
import { cache } from "react";
import { profileSchema, type Profile } from "#core/contracts/profile.ts";
import { ApiError } from "../lib/api/api-error.ts";
import { callApi } from "./call-api.ts";

export type Visitor =
  | { kind: "signed-in"; profile: Profile }
  /** There is a session whose access token has run out; the browser can refresh it. */
  | { kind: "expired" }
  | { kind: "signed-out" };

const UNAUTHORIZED = 401;
const sessionCookie = /^sb-[\w-]+-auth-token(?:\.\d+)?$/;

/** Who looks at this page. It decides what to show; what may be done is decided by each handler of the interface. */
export const readVisitor = cache(async (): Promise<Visitor> => {
  const hasCookie = (await cookies()).getAll().some(({ name }) => sessionCookie.test(name));
  if (!hasCookie) return { kind: "signed-out" };
  try {
    return { kind: "signed-in", profile: await callApi("/api/me", { answer: profileSchema }) };
  } catch (thrown) {
    if (thrown instanceof ApiError && thrown.status === UNAUTHORIZED) return { kind: "expired" };
    throw thrown;
  }
});
