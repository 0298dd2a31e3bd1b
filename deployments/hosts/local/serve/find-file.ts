import { stat } from "node:fs/promises";
import { join, normalize } from "node:path";

/** Path of a request below the root of a site, decoded; null for one that leads elsewhere or to a hidden file. */
export const toSitePath = (pathname: string): string | null => {
  let decoded: string;
  try {
    decoded = decodeURIComponent(pathname);
  } catch {
    return null;
  }
  if (decoded.includes("\0") || decoded.includes("\\")) return null;
  const path = normalize(`/${decoded}`).replaceAll(/\/{2,}/g, "/");
  const parts = path.split("/").slice(1);
  const isHidden = parts.some((part, index) => part.startsWith(".") && !(index === 0 && part === ".well-known"));
  return isHidden ? null : path;
};

const isFile = async (path: string): Promise<boolean> => (await stat(path).catch(() => null))?.isFile() ?? false;

/** The file of a site that answers a path: itself, with `.html`, or its folder's index; null when there is none. */
export const findFile = async (root: string, path: string): Promise<string | null> => {
  const bare = path.replace(/\/$/, "");
  const candidates = path.endsWith("/")
    ? [`${bare}/index.html`, `${bare}.html`]
    : [path, `${path}.html`, `${path}/index.html`];
  for (const candidate of candidates.filter((one) => one !== ".html")) {
    if (await isFile(join(root, candidate))) return candidate;
  }
  return null;
};

const encodings = [
  { name: "br", suffix: ".br" },
  { name: "gzip", suffix: ".gz" },
];

const accepts = (header: string, name: string): boolean =>
  header.split(",").some((part) => {
    const [coding = "", ...parameters] = part.trim().split(";");
    return coding.trim() === name && !parameters.some((parameter) => /^\s*q=0(?:\.0*)?\s*$/.test(parameter));
  });

/** The smallest variant of a file that the browser takes. */
export const findEncoded = async (
  root: string,
  path: string,
  acceptEncoding: string,
): Promise<{ path: string; encoding: string } | null> => {
  for (const { name, suffix } of encodings) {
    if (accepts(acceptEncoding, name) && (await isFile(join(root, path + suffix))))
      return { path: path + suffix, encoding: name };
  }
  return null;
};
