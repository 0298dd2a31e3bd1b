import { relative } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { root } from "./folders.mjs";

/** The first line of an error that says something. */
const firstLine = (message) => {
  const lines = stripVTControlCharacters(message ?? "").split("\n");
  return lines.map((line) => line.trim()).find((line) => line !== "") ?? "no reason was given";
};

/** Tests fail by name; a file that could not even be loaded has none, and fails as a whole. */
const listOfFile = ({ name, status, message, assertionResults }) => {
  const file = relative(root, name);
  const failed = assertionResults.filter((test) => test.status === "failed");
  if (failed.length > 0) {
    return failed.map((test) => ({
      name: `${file} > ${[...test.ancestorTitles, test.title].join(" > ")}`,
      reason: firstLine(test.failureMessages[0]),
    }));
  }
  return status === "failed" ? [{ name: `${file} (the whole file)`, reason: firstLine(message) }] : [];
};

/** What failed, from a report of vitest's JSON reporter: `name` with the file, `reason` the first line of its error. */
export const listFailures = (report) => report.testResults.flatMap(listOfFile);
