import type { ServerResponse } from "node:http";

const escape = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

export interface NoticePage {
  title: string;
  text: string;
  /** What a program printed, shown as it is. */
  output?: string;
  link?: { href: string; label: string };
  /** Seconds after which the page looks again by itself. */
  refreshSeconds?: number;
}

/** A small page of the preview host itself: nothing there yet, still starting, failed. It loads nothing from anywhere. */
export const renderNotice = ({ title, text, output = "", link, refreshSeconds }: NoticePage): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
${refreshSeconds === undefined ? "" : `<meta http-equiv="refresh" content="${refreshSeconds}">`}
<title>${escape(title)}</title>
<style>
:root { color-scheme: light dark; --paper: #fafaf9; --ink: #1c1b1a; --soft: #66625d; --accent: #c2410c; }
@media (prefers-color-scheme: dark) { :root { --paper: #161514; --ink: #f5f4f2; --soft: #a8a29b; --accent: #fb923c; } }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; background: var(--paper); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
main { max-width: 28rem; padding: 2rem; text-align: center; }
h1 { font-size: 1.25rem; margin: 0 0 .5rem; }
p { color: var(--soft); margin: 0 0 1.25rem; }
a { color: var(--accent); font-weight: 600; }
pre { text-align: left; font: 13px/1.5 ui-monospace, monospace; white-space: pre-wrap; overflow-wrap: anywhere; max-height: 40vh; overflow: auto; }
</style>
</head>
<body><main><h1>${escape(title)}</h1><p>${escape(text)}</p>${output === "" ? "" : `<pre>${escape(output)}</pre>`}${link === undefined ? "" : `<a href="${escape(link.href)}">${escape(link.label)}</a>`}</main></body>
</html>
`;

export const sendNotice = (response: ServerResponse, status: number, notice: NoticePage): void => {
  response.writeHead(status, {
    "content-type": "text/html; charset=utf-8",
    "cache-control": "no-store",
    "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'",
  });
  response.end(renderNotice(notice));
};

export const sendProblem = (
  response: ServerResponse,
  { status, code, detail, fix }: { status: number; code: string; detail: string; fix: string },
): void => {
  response.writeHead(status, { "content-type": "application/problem+json", "cache-control": "no-store" });
  const title = code.replaceAll("_", " ");
  response.end(JSON.stringify({ type: `https://letscode.dev/problems/${code}`, title, status, code, detail, fix }));
};
