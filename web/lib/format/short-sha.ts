/** The first seven digits of a commit's name, as Git shows it. */
export const shortSha = (sha: string): string => sha.slice(0, 7);
