import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";

/** Opens the database, in memory when the file cannot be written, as on a host with a read-only disk. */
function openDatabase(file) {
  try {
    mkdirSync(dirname(file), { recursive: true });
    const database = new DatabaseSync(file);
    database.exec("pragma journal_mode = wal");
    return database;
  } catch (error) {
    console.warn(`${file} cannot be written (${error.message}); notes are kept in memory until the server stops`);
    return new DatabaseSync(":memory:");
  }
}

/** The notes, newest first. */
export function openNotes(file) {
  const database = openDatabase(file);
  database.exec(`create table if not exists notes (
    id integer primary key,
    text text not null check (length(text) between 1 and 500),
    created_at text not null default (strftime('%Y-%m-%dT%H:%M:%SZ', 'now'))
  )`);
  const columns = "id, text, created_at as createdAt";
  const list = database.prepare(`select ${columns} from notes order by id desc limit 100`);
  const add = database.prepare(`insert into notes (text) values (?) returning ${columns}`);
  const remove = database.prepare("delete from notes where id = ?");
  return {
    list: () => list.all(),
    add: (text) => add.get(text),
    remove: (id) => remove.run(id).changes > 0,
    close: () => database.close(),
  };
}
