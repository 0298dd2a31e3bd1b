/** One thing of a list, at length and, where it can be, in brief. */
export interface Item {
  full: string;
  brief?: string;
}

export interface FittedItems {
  /** Those that fit, one a line, in the order they were given in. */
  text: string;
  briefCount: number;
  missing: Item[];
}

/**
 * Makes a list fit. `ranked` holds the same items, the most important first: these are kept at length, the next in brief, and
 * those for which there is no room at all are left out.
 */
export const fitItems = (items: readonly Item[], ranked: readonly Item[], room: number): FittedItems => {
  const chosen = new Map<Item, string>();
  let left = room;
  let briefCount = 0;
  for (const item of ranked) {
    const forms = item.brief === undefined ? [item.full] : [item.full, item.brief];
    const form = forms.find((text) => text.length + 1 <= left);
    if (form === undefined) continue;
    if (form !== item.full) briefCount += 1;
    chosen.set(item, form);
    left -= form.length + 1;
  }
  return {
    text: items.flatMap((item) => chosen.get(item) ?? []).join("\n"),
    briefCount,
    missing: items.filter((item) => !chosen.has(item)),
  };
};
