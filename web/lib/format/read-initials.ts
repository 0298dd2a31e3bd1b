/** One or two capital letters for a name or an address; "?" when there is no letter. */
export const readInitials = (name: string): string => {
  const words = (name.split("@")[0] ?? "").split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => [...(word ?? "")][0] ?? "");
  return letters.join("").toUpperCase() || "?";
};
