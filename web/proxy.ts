import { NextResponse, type NextRequest } from "next/server";
import { isDevelopment } from "#core/config/is-development.ts";
import { githubWebUrl } from "#core/config/github-web-url.ts";
import { readConfig } from "#core/config/read-config.ts";
import { findSharedServer } from "#runtime/api/shared-server.ts";
import { contentSecurityPolicy } from "./server/content-security-policy.ts";
import { listForeignPreviews } from "./server/list-foreign-previews.ts";

/**
 * Runs before every page: gives the request a nonce and the answer its content security policy, and tells the pages
 * which path was asked for. It decides nothing about access; pages and route handlers do that themselves.
 */
export const proxy = async (request: NextRequest): Promise<NextResponse> => {
  const installation = readConfig();
  const { url, supabase, github } = installation;
  const appUrl = findSharedServer()?.appUrl ?? url;
  const nonce = btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(16))));
  const policy = contentSecurityPolicy({
    nonce,
    appUrl,
    supabaseUrl: supabase?.url,
    githubUrl: githubWebUrl(github.apiUrl),
    foreignPreviews: await listForeignPreviews(installation),
    isDevelopment: isDevelopment(),
  });
  const headers = new Headers(request.headers);
  headers.set("x-nonce", nonce);
  headers.set("x-asked-path", `${request.nextUrl.pathname}${request.nextUrl.search}`);
  headers.set("content-security-policy", policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  return response;
};

export const config = {
  matcher: [
    {
      source:
        "/((?!api/|auth/v1|rest/v1|realtime/v1|functions/v1|git/|_next/static|_next/image|favicon.ico|icon.svg).*)",
      missing: [
        { type: "header", key: "next-router-prefetch" },
        { type: "header", key: "purpose", value: "prefetch" },
      ],
    },
  ],
};
