import { diffWordsWithSpace } from "diff";

/** A piece of a line; `isChanged` pieces are what the other version of the line does not have. */
export interface Piece {
  text: string;
  isChanged: boolean;
}

/** Comparing words of very long lines costs more than it tells: minified code, data. */
const MAXIMUM_LENGTH = 1_000;
/** Two lines that share less than this have nothing to do with one another; marking nearly all of both is noise. */
const MINIMUM_SHARED = 0.3;

/** A line cut into what it shares with the other version and what it does not. One plain piece when comparing would not help. */
export const compareWords = (text: string, other: string | null, side: "old" | "new"): Piece[] => {
  const plain = [{ text, isChanged: false }];
  if (other === null || text === other || text.length > MAXIMUM_LENGTH || other.length > MAXIMUM_LENGTH) return plain;
  const [before, after] = side === "old" ? [text, other] : [other, text];
  const pieces = diffWordsWithSpace(before, after)
    .filter((change) => (side === "old" ? !change.added : !change.removed))
    .map((change) => ({ text: change.value, isChanged: change.added || change.removed }));
  const shared = pieces.reduce((sum, piece) => sum + (piece.isChanged ? 0 : piece.text.trim().length), 0);
  return shared < text.trim().length * MINIMUM_SHARED ? plain : pieces;
};
