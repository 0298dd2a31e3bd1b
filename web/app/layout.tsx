import type { Metadata, Viewport } from "next";
import { headers } from "next/headers";
import type { ReactNode } from "react";
import { Providers } from "#web/components/providers.tsx";
import { fontVariables } from "#web/styles/fonts.ts";
import "#web/styles/globals.css";

export const metadata: Metadata = {
  title: { default: "LetsCode", template: "%s · LetsCode" },
  description:
    "Describe an app. Watch it being planned, written, committed and previewed, in a Git repository you keep.",
  applicationName: "LetsCode",
};

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#fafaf8" },
    { media: "(prefers-color-scheme: dark)", color: "#100f0e" },
  ],
};

const RootLayout = async ({ children }: { children: ReactNode }) => {
  const nonce = (await headers()).get("x-nonce") ?? undefined;
  return (
    // next-themes writes the theme's class before the first paint, which the server cannot know.
    <html lang="en" className={fontVariables} suppressHydrationWarning>
      <body className="bg-canvas font-sans text-ink">
        <Providers nonce={nonce}>{children}</Providers>
      </body>
    </html>
  );
};

export default RootLayout;
