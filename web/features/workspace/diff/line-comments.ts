/** A line of a diff, as a comment names it. */
export interface LinePlace {
  path: string;
  side: "old" | "new";
  line: number;
}

/** Lets the lines of a diff be commented on. */
export interface LineComments {
  /** Open threads by `<path>:<side>:<line>`. */
  counts: ReadonlyMap<string, number>;
  onComment: (place: LinePlace) => void;
}
