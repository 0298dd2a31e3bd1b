import { readFile } from "node:fs/promises";

const pages = {
  "/": ["index.html", "text/html; charset=utf-8"],
  "/styles.css": ["styles.css", "text/css; charset=utf-8"],
  "/script.js": ["script.js", "text/javascript; charset=utf-8"],
};

const sendJson = (response, status, body) => {
  response.writeHead(status, { "content-type": "application/json; charset=utf-8" });
  response.end(JSON.stringify(body));
};

/** The body as JSON; null when it is too large or no JSON. */
async function readJson(request) {
  let text = "";
  for await (const chunk of request) {
    text += chunk;
    if (text.length > 10_000) return null;
  }
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

async function addNote(request, response, notes) {
  const text = (await readJson(request))?.text;
  const isFit = typeof text === "string" && text.trim() !== "" && text.trim().length <= 500;
  if (!isFit) return sendJson(response, 400, { error: "Send a text of 1 to 500 characters." });
  sendJson(response, 201, notes.add(text.trim()));
}

/** Answers one request: the page and its files, /api/health and /api/notes. */
export async function handleRequest(request, response, notes) {
  try {
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    const noteId = /^\/api\/notes\/(\d+)$/.exec(pathname)?.[1];
    if (pathname === "/api/health") return sendJson(response, 200, { status: "ok", uptime: process.uptime() });
    if (pathname === "/api/notes" && request.method === "GET") return sendJson(response, 200, { items: notes.list() });
    if (pathname === "/api/notes" && request.method === "POST") return await addNote(request, response, notes);
    if (noteId && request.method === "DELETE") {
      return notes.remove(Number(noteId))
        ? sendJson(response, 200, { isDeleted: true })
        : sendJson(response, 404, { error: "There is no such note." });
    }
    const page = pages[pathname];
    if (!page || request.method !== "GET") return sendJson(response, 404, { error: "There is nothing here." });
    const content = await readFile(new URL(`../public/${page[0]}`, import.meta.url));
    response.writeHead(200, { "content-type": page[1] });
    response.end(content);
  } catch (error) {
    console.error(error);
    if (!response.headersSent) sendJson(response, 500, { error: "Something went wrong on the server; its log says what." });
    else response.end();
  }
}
