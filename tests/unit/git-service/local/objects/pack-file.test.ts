import { describe, expect, it } from "vitest";
import { hashObject, type GitObject } from "#git-service/local/objects/git-object.ts";
import { buildPack } from "#git-service/local/objects/pack-file.ts";
import { compressContent } from "#git-service/local/objects/compress-object.ts";

describe("buildPack", () => {
  it("has the layout of a pack and an index of version 2", async () => {
    const object: GitObject = { type: "blob", content: Buffer.from("hello\n") };
    const sha = hashObject(object);
    const { pack, index, checksum } = buildPack([{ sha, object, compressed: await compressContent(object.content) }]);
    const bytes = Buffer.concat(pack);
    expect(bytes.subarray(0, 12).toString("hex")).toBe(`${Buffer.from("PACK").toString("hex")}0000000200000001`);
    expect(bytes[12]).toBe(0x36);
    expect(bytes.subarray(-20).toString("hex")).toBe(checksum);
    expect(index.subarray(0, 8).toString("hex")).toBe("ff744f6300000002");
    expect(index.readUInt32BE(8 + 4 * 0xcd)).toBe(0);
    expect(index.readUInt32BE(8 + 4 * 0xce)).toBe(1);
    expect(index.subarray(8 + 1024, 8 + 1024 + 20).toString("hex")).toBe(sha);
    expect(index).toHaveLength(8 + 1024 + 20 + 4 + 4 + 20 + 20);
  });
});
