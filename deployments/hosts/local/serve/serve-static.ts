import type { IncomingMessage, ServerResponse } from "node:http";
import { extname } from "node:path";
import send from "send";
import type { Site } from "../site.ts";
import { findEncoded, findFile, toSitePath } from "./find-file.ts";
import { renderNotice } from "./pages.ts";

/** Names that change with their content, as bundlers write them: these may be kept for good. */
const hashedName = /\/(?:assets|_next\/static|_astro|_nuxt|_app\/immutable|static)\/.*[.-][\w-]{8,}\.\w+$/;

const toCacheControl = (path: string, isPrivate: boolean): string => {
  const scope = isPrivate ? "private" : "public";
  return hashedName.test(path) ? `${scope}, max-age=31536000, immutable` : `${scope}, no-cache`;
};

const refuseMethod = (response: ServerResponse): void => {
  response.writeHead(405, { allow: "GET, HEAD", "content-type": "text/html; charset=utf-8" });
  response.end(
    renderNotice({ title: "Nothing takes this request", text: "This app is a plain site; it has no server." }),
  );
};

const sendNotFound = (request: IncomingMessage, response: ServerResponse): void => {
  const page = renderNotice({ title: "Page not found", text: "This app has no page at this address." });
  response.writeHead(404, {
    "content-type": "text/html; charset=utf-8",
    "content-length": Buffer.byteLength(page),
    "cache-control": "no-store",
  });
  response.end(request.method === "HEAD" ? undefined : page);
};

/** Where a path leads in a site: a file, the page of its router, or its own page for what is not there. */
const findAnswer = async (root: string, site: Site, path: string | null) => {
  const file = path === null ? null : await findFile(root, path);
  if (file !== null) return { file, status: 200 };
  // Only what looks like a page: a missing script must not be answered with HTML.
  if (site.isSinglePage && path !== null && extname(path) === "") return { file: "/index.html", status: 200 };
  const page = await findFile(root, "/404.html");
  return page === null ? null : { file: page, status: 404 };
};

/** Answers a request from the files of a static site: ranges, conditions, HEAD, compressed variants. */
export const serveStatic = async (
  root: string,
  site: Site,
  isPrivate: boolean,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> => {
  if (request.method !== "GET" && request.method !== "HEAD") return refuseMethod(response);
  const url = URL.parse(request.url ?? "/", "http://site");
  const answer = await findAnswer(root, site, url === null ? null : toSitePath(url.pathname));
  if (answer === null) return sendNotFound(request, response);
  const { file, status } = answer;
  // A range is one of the file as it is.
  const encoded =
    request.headers.range === undefined
      ? await findEncoded(root, file, String(request.headers["accept-encoding"] ?? ""))
      : null;
  response.statusCode = status;
  response.setHeader("vary", "accept-encoding");
  response.setHeader("cache-control", status === 200 ? toCacheControl(file, isPrivate) : "no-store");
  if (encoded !== null) response.setHeader("content-encoding", encoded.encoding);
  await new Promise<void>((resolve) => {
    const stream = send(request, encodeURI(encoded?.path ?? file).replaceAll(/[?#]/g, encodeURIComponent), {
      root,
      index: false,
      dotfiles: "allow",
      cacheControl: false,
      acceptRanges: status === 200,
    });
    if (encoded !== null) stream.on("headers", () => stream.type(file));
    stream.on("error", (error: { statusCode?: number; status?: number }) => {
      response.removeHeader("content-encoding");
      if (response.headersSent) response.destroy();
      else if (error.statusCode === 416 || error.status === 416) response.writeHead(416).end();
      else sendNotFound(request, response);
    });
    response.on("close", resolve);
    stream.pipe(response);
  });
};
