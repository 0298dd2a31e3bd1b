/** A limit as a person types it: empty text is no limit of one's own. */
export interface LimitDraft {
  usd: string;
  tokens: string;
}

export interface Limits {
  limitUsd: number | null;
  limitTokens: number | null;
}

export const toDraft = ({ limitUsd, limitTokens }: Limits): LimitDraft => ({
  usd: limitUsd === null ? "" : String(limitUsd),
  tokens: limitTokens === null ? "" : String(limitTokens),
});

/** A typed number: spaces, thousands separators and a dollar sign are as good as none. */
export const readNumber = (text: string): number | null => {
  const digits = text.replaceAll(/[\s,_$]/g, "");
  return digits === "" ? null : Number(digits);
};

const isAmount = (value: number | null): boolean => value === null || (Number.isFinite(value) && value >= 0);

/** What is wrong with a typed limit, field by field; nothing when it can be saved. */
export const checkDraft = (draft: LimitDraft): Partial<Record<keyof LimitDraft, string>> => {
  const [usd, tokens] = [readNumber(draft.usd), readNumber(draft.tokens)];
  return {
    ...(isAmount(usd) ? {} : { usd: "Enter an amount such as 12.50, or leave it empty." }),
    ...(isAmount(tokens) && (tokens === null || Number.isInteger(tokens))
      ? {}
      : { tokens: "Enter a whole number such as 500,000, or leave it empty." }),
  };
};

export const readDraft = (draft: LimitDraft): Limits => ({
  limitUsd: readNumber(draft.usd),
  limitTokens: readNumber(draft.tokens),
});
