import { createServer } from "node:http";
import { handleRequest } from "./handle-request.js";
import { openNotes } from "./open-notes.js";

const port = Number(process.env.PORT ?? 3000);
const notes = openNotes(process.env.DATABASE_FILE ?? "data/notes.sqlite");
const server = createServer((request, response) => void handleRequest(request, response, notes));

server.listen(port, process.env.HOST, () => console.log(`Listening on port ${port}`));

const stop = () => {
  server.close(() => {
    notes.close();
    process.exit(0);
  });
  server.closeAllConnections();
};
process.on("SIGTERM", stop);
process.on("SIGINT", stop);
