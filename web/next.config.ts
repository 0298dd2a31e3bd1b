import { fileURLToPath } from "node:url";
import type { NextConfig } from "next";

/** Headers that are the same for every answer; the content security policy needs a nonce and is made in proxy.ts. */
const securityHeaders = [
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "Referrer-Policy", value: "strict-origin-when-cross-origin" },
  { key: "X-Frame-Options", value: "DENY" },
  { key: "Cross-Origin-Opener-Policy", value: "same-origin-allow-popups" },
  { key: "Permissions-Policy", value: "camera=(), microphone=(), geolocation=(), payment=(), usb=()" },
];

const config: NextConfig = {
  // `npm run check` checks the types of everything; a first `npm start` should not wait for that once more.
  typescript: { tsconfigPath: "../tsconfig.json", ignoreBuildErrors: true },
  turbopack: { root: fileURLToPath(new URL("..", import.meta.url)) },
  poweredByHeader: false,
  reactStrictMode: true,
  devIndicators: false,
  agentRules: false,
  headers: async () => [{ source: "/:path*", headers: securityHeaders }],
};

export default config;
