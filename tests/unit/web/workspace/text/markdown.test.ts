import fc from "fast-check";
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { Markdown } from "#web/features/workspace/text/markdown.tsx";
import { safeLink } from "#web/features/workspace/text/safe-link.ts";

const render = (text: string): string => renderToStaticMarkup(createElement(Markdown, { text }));

/** Every element and attribute name of a piece of markup. */
const elements = (html: string): Set<string> =>
  new Set([...html.matchAll(/<([a-z0-9]+)/g)].map(([, name]) => name ?? ""));
const allowed = new Set(
  "div p h3 pre code blockquote ul ol li section table thead tbody tr th td hr strong em del br a span".split(" "),
);

test("headings, lists, code and links are shown", () => {
  const html = render(
    "# Plan\n\n- **Customers** with `name`\n- [docs](https://example.com)\n\n```ts\nconst a = 1 < 2;\n```",
  );
  expect(html).toContain("<h3");
  expect(html).toContain("<strong");
  expect(html).toContain("const a = 1 &lt; 2;");
  expect(html).toContain('href="https://example.com/"');
  expect(html).toContain('rel="noopener noreferrer nofollow"');
});

test("A29: HTML in a message is shown as text", () => {
  const html = render(
    'Hello <img src=x onerror="alert(1)"> <script>alert(1)</script>\n\n<iframe src="//evil"></iframe>',
  );
  expect([...elements(html)].filter((name) => !allowed.has(name))).toEqual([]);
  expect(html).toContain("&lt;img src=x");
  expect(html).toContain("&lt;iframe");
});

test("A29: a picture is a link, so that no foreign server is called", () => {
  const html = render("![logo](https://evil.example/track.png)");
  expect(html).not.toContain("<img");
  expect(html).toContain(">logo</a>");
});

test.each([
  "javascript:alert(1)",
  "JaVaScRiPt:alert(1)",
  "java\tscript:alert(1)",
  "data:text/html,<script>alert(1)</script>",
  "vbscript:x",
  "/projects",
  "//evil.example",
  "file:///etc/passwd",
])("A29: a link to %j leads nowhere", (href) => {
  expect(safeLink(href)).toBeNull();
  expect(render(`[press](<${href}>)`)).not.toContain("<a");
});

test("A29: nothing but the known elements, whatever a model writes", () => {
  const pieces = fc.array(
    fc.constantFrom(
      "<script>",
      "</script>",
      "[a](",
      "javascript:alert(1)",
      ")",
      "`",
      "```\n",
      "**",
      "# ",
      "\n",
      "\n\n",
      "- ",
      "> ",
      "|a|\n|-|\n",
      "<svg/onload=x>",
      "&lt;",
      "&#x6A;",
      "![x](",
      "<a href='javascript:1'>",
      "text ",
    ),
    { maxLength: 60 },
  );
  fc.assert(
    fc.property(pieces, (parts) => {
      const html = render(parts.join(""));
      expect([...elements(html)].filter((name) => !allowed.has(name))).toEqual([]);
      expect(html).not.toMatch(/href="(?!https?:|mailto:)/);
      expect(html.replaceAll(/&[a-z#0-9]+;/gi, "")).not.toMatch(/<[a-z0-9]+[^>]* on[a-z]+=/i);
    }),
  );
});
