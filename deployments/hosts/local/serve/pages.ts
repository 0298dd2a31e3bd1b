const escape = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

export interface NoticePage {
  title: string;
  text: string;
  link?: { href: string; label: string };
  /** Seconds after which the page looks again by itself. */
  refreshSeconds?: number;
}

/** A small page of the preview host itself: nothing there yet, still starting, failed. It loads nothing from anywhere. */
export const renderNotice = ({ title, text, link, refreshSeconds }: NoticePage): string => `<!doctype html>
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
</style>
</head>
<body><main><h1>${escape(title)}</h1><p>${escape(text)}</p>${link === undefined ? "" : `<a href="${escape(link.href)}">${escape(link.label)}</a>`}</main></body>
</html>
`;
