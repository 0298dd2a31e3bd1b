import type { KnownApp } from "../reading/read-app.ts";
import { readChoices } from "./read-choices.ts";
import { readFields } from "./read-fields.ts";
import { readLook } from "./read-look.ts";
import { readNaming } from "./read-naming.ts";
import { readPages } from "./read-pages.ts";
import { readMentionedRecords, readRecords } from "./read-records.ts";
import { readRemark, readWish } from "./read-remark.ts";
import { readRemoval } from "./read-removal.ts";
import type { Reading } from "./request.ts";

/** The narrow readers come first: "add a waiting status" is a value of a choice before it is a field. */
const readers: ((clause: string, app: KnownApp) => Reading[])[] = [
  readRemark,
  readLook,
  readNaming,
  readRemoval,
  readPages,
  readChoices,
  readWish,
  readFields,
  readRecords,
];

/** What one clause asks of the app as it is; empty when no reader makes anything of it. */
export function readClause(clause: string, app: KnownApp): Reading[] {
  for (const read of readers) {
    const readings = read(clause, app);
    if (readings.length > 0) return readings;
  }
  return readMentionedRecords(clause, app);
}
