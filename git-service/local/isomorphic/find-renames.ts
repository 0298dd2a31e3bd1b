import { posix } from "node:path";
import type { Repository } from "../engine.ts";
import type { TreeItem } from "../objects/tree-object.ts";
import type { PathChange } from "../operations/compare-trees.ts";
import { countChunks, MAXIMUM_SCORE, measureSimilarity } from "./measure-similarity.ts";

export interface Rename {
  from: string;
  to: string;
  /** From 30,000 to 60,000. */
  score: number;
}

interface Side {
  path: string;
  item: TreeItem;
}

const MINIMUM_SCORE = MAXIMUM_SCORE / 2;
/** A file that kept its name and changed its folder has to be so similar. */
const SAME_NAME_SCORE = (MAXIMUM_SCORE * 3) / 4;
/** Beyond so many pairs only renames without a change are found; git has the same guard. */
const MAXIMUM_PAIRS = 40_000;
const EMPTY_BLOB_SHA = "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391";

const isRegular = ({ item }: Side): boolean => item.mode.startsWith("100");
const nameOf = ({ path }: Side): string => posix.basename(path);

/** Pairs of the same content, one of the same name first. */
const findExact = (sources: Side[], targets: Side[], take: (rename: Rename) => void): void => {
  const used = new Set<Side>();
  for (const target of targets) {
    const same = sources.filter(
      (source) =>
        source.item.sha === target.item.sha &&
        !used.has(source) &&
        ((isRegular(source) && isRegular(target)) || source.item.mode === target.item.mode),
    );
    const source = same.find((one) => nameOf(one) === nameOf(target)) ?? same[0];
    if (source === undefined) continue;
    used.add(source);
    take({ from: source.path, to: target.path, score: MAXIMUM_SCORE });
  }
};

/** The only side with each base name. */
const uniqueByName = (sides: Side[]): Map<string, Side> => {
  const groups = Map.groupBy(sides, nameOf);
  return new Map([...groups].flatMap(([name, [one, ...others]]) => (one && others.length === 0 ? [[name, one]] : [])));
};

const createScorer = (repository: Pick<Repository, "readObject">) => {
  const measured = new Map<string, Promise<{ size: number; chunks: Map<string, number> }>>();
  const measure = (sha: string) => {
    const known = measured.get(sha);
    if (known !== undefined) return known;
    const fresh = repository
      .readObject(sha)
      .then(({ content }) => ({ size: content.length, chunks: countChunks(content) }));
    measured.set(sha, fresh);
    return fresh;
  };
  return async (source: Side, target: Side): Promise<number> =>
    measureSimilarity(await measure(source.item.sha), await measure(target.item.sha));
};

/**
 * Finds which deleted file became which added one, as git does: the same content, then the same name and three
 * quarters of the content, then the best of all pairs that share half. `isEmptyCounted` pairs empty files too.
 */
export const findRenames = async (
  repository: Pick<Repository, "readObject">,
  changes: PathChange[],
  { isEmptyCounted }: { isEmptyCounted: boolean },
): Promise<Rename[]> => {
  const isWanted = ({ item }: Side): boolean => isEmptyCounted || item.sha !== EMPTY_BLOB_SHA;
  let sources = changes.flatMap(({ path, before, after }) => (before && !after ? [{ path, item: before }] : []));
  let targets = changes.flatMap(({ path, before, after }) => (after && !before ? [{ path, item: after }] : []));
  sources = sources.filter(isWanted);
  targets = targets.filter(isWanted);
  const renames: Rename[] = [];
  const take = (rename: Rename): void => {
    renames.push(rename);
  };
  const dropTaken = (): void => {
    sources = sources.filter(({ path }) => !renames.some(({ from }) => from === path)).filter(isRegular);
    targets = targets.filter(({ path }) => !renames.some(({ to }) => to === path)).filter(isRegular);
  };
  findExact(sources, targets, take);
  dropTaken();
  const score = createScorer(repository);
  const targetByName = uniqueByName(targets);
  for (const [name, source] of uniqueByName(sources)) {
    const target = targetByName.get(name);
    const found = target === undefined ? 0 : await score(source, target);
    if (target !== undefined && found >= SAME_NAME_SCORE) take({ from: source.path, to: target.path, score: found });
  }
  dropTaken();
  if (sources.length * targets.length > MAXIMUM_PAIRS) return renames;
  const pairs: (Rename & { isSameName: boolean })[] = [];
  for (const target of targets) {
    for (const source of sources) {
      const found = await score(source, target);
      const isSameName = nameOf(source) === nameOf(target);
      if (found >= MINIMUM_SCORE) pairs.push({ from: source.path, to: target.path, score: found, isSameName });
    }
  }
  const best = pairs.toSorted((a, b) => b.score - a.score || Number(b.isSameName) - Number(a.isSameName));
  for (const { from, to, score: found } of best) {
    if (renames.some((one) => one.from === from || one.to === to)) continue;
    take({ from, to, score: found });
  }
  return renames;
};
