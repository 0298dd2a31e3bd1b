export interface CloneParts {
  cloneUrl: string;
  /** Put into the address as its password; null leaves Git to ask. */
  token: string | null;
  /** Branch to check out; null takes the repository's own. */
  branch: string | null;
}

/**
 * A word as a POSIX shell reads it back unchanged. Branch names and our own addresses need no quotes, and they stay
 * readable without them.
 */
const quote = (word: string): string => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`);

/** The exact command that clones a project. Any user name will do; the token is the password. */
export const composeClone = ({ cloneUrl, token, branch }: CloneParts): string => {
  if (!URL.canParse(cloneUrl)) return "git clone";
  const url = new URL(cloneUrl);
  if (token !== null) {
    url.username = "git";
    url.password = token;
  }
  return ["git clone", ...(branch === null ? [] : ["--branch", quote(branch)]), quote(url.href)].join(" ");
};
