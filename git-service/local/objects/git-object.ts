import { createHash } from "node:crypto";

export type ObjectType = "blob" | "tree" | "commit" | "tag";

export interface GitObject {
  type: ObjectType;
  content: Buffer;
}

/** The empty tree, which every repository has without storing it. */
export const EMPTY_TREE_SHA = "4b825dc642cb6eb9a060e54bf8d69288fbee4904";

/** The header Git puts before an object's content, in its id and on disk. */
export const objectHeader = ({ type, content }: GitObject): Buffer => Buffer.from(`${type} ${content.length}\0`);

/** The SHA-1 object id Git gives this object. */
export const hashObject = (object: GitObject): string =>
  createHash("sha1").update(objectHeader(object)).update(object.content).digest("hex");
