import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseCommit, serializeCommit } from "#git-service/local/objects/commit-object.ts";
import { hashObject } from "#git-service/local/objects/git-object.ts";

const at = new Date("2026-03-02T09:00:00.999Z");
const treeSha = "4b825dc642cb6eb9a060e54bf8d69288fbee4904";

const read = (text: string | Buffer) => parseCommit("x", Buffer.from(text));

describe("commit objects", () => {
  it("have the id that git gives them", () => {
    const object = serializeCommit({
      treeSha,
      parents: [],
      author: { name: "Ada", email: "ada@example.com" },
      at,
      message: "Start\n",
    });
    // printf of the same bytes through `git hash-object -t commit --stdin`.
    expect(object.content.toString()).toBe(
      `tree ${treeSha}\nauthor Ada <ada@example.com> 1772442000 +0000\ncommitter Ada <ada@example.com> 1772442000 +0000\n\nStart\n`,
    );
    expect(hashObject({ type: "blob", content: Buffer.from("hello\n") })).toBe(
      "ce013625030ba8dba906f756967f9e9ca394464a",
    );
  });

  it("A21: no name, address or message adds a header or ends the name early", () => {
    const text = fc.oneof(
      fc.string({ unit: "binary", maxLength: 30 }),
      fc.constantFrom("x\ncommitter Eve <e@x> 1 +0000", "<evil>", "a\0b", "\r\n\r\n", "", "  ", "> 1 +0000\nparent 0"),
    );
    fc.assert(
      fc.property(text, text, text, (name, email, message) => {
        const { content } = serializeCommit({ treeSha, parents: [], author: { name, email }, at, message });
        const [header = ""] = content.toString("utf8").split("\n\n");
        const { createdAt, parents, treeSha: readTree } = parseCommit("x", content);
        return (
          header.split("\n").length === 3 &&
          header.match(/[<>]/g)?.length === 4 &&
          !content.includes(0) &&
          createdAt === "2026-03-02T09:00:00.000Z" &&
          parents.length === 0 &&
          readTree === treeSha
        );
      }),
      { numRuns: 200 },
    );
  });

  it("are read whatever made them: signatures, other encodings, dates beyond reason, no message", () => {
    const person = "A <a@x> 1 +0100";
    expect(
      read(`tree ${treeSha}\nauthor ${person}\ncommitter ${person}\ngpgsig -----\n parent fake\n -----\n\nHi\n\nthere`),
    ).toMatchObject({ message: "Hi\n\nthere", parents: [] });
    const latin = Buffer.from(
      `tree ${treeSha}\nauthor ${person}\ncommitter ${person}\nencoding ISO-8859-1\n\ncaf\u00E9`,
      "latin1",
    );
    expect(read(latin).message).toBe("café");
    const unknown = `tree ${treeSha}\nauthor ${person}\ncommitter ${person}\nencoding klingon\n\nhi`;
    expect(read(unknown).message).toBe("hi");
    expect(read(`tree ${treeSha}\nauthor A <a> 1\ncommitter A <a> 99999999999999 +0000\n\nx`).createdAt).toBe(
      "9999-12-31T23:59:59.000Z",
    );
    expect(read(`tree ${treeSha}\nauthor ${person}\ncommitter ${person}\n`).message).toBe("");
    expect(read("")).toMatchObject({ treeSha: "", message: "" });
  });
});
