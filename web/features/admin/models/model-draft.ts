import { modelListSchema, type ProviderSettings } from "#core/contracts/index.ts";

type Model = ProviderSettings["models"][number];

/** A model as it is being typed. What the form does not show of a model stays with it. */
export interface ModelDraft {
  id: string;
  name: string;
  contextTokens: string;
  inputPrice: string;
  cachedInputPrice: string;
  outputPrice: string;
  kept: Model | null;
}

const toText = (value: number | undefined): string => (value === undefined ? "" : String(value));

export const toDraft = (model: Model): ModelDraft => ({
  id: model.name,
  name: model.name,
  contextTokens: String(model.contextTokens),
  inputPrice: String(model.inputPrice),
  cachedInputPrice: toText(model.cachedInputPrice),
  outputPrice: String(model.outputPrice),
  kept: model,
});

export const emptyDraft = (id: string): ModelDraft => ({
  id,
  name: "",
  contextTokens: "128000",
  inputPrice: "0",
  cachedInputPrice: "",
  outputPrice: "0",
  kept: null,
});

const toNumber = (text: string): number => (text.trim() === "" ? Number.NaN : Number(text.trim()));

const toModel = (draft: ModelDraft): unknown => {
  const { cachedInputPrice: _, longInput, ...kept } = draft.kept ?? { longInput: undefined };
  const prices = {
    inputPrice: toNumber(draft.inputPrice),
    outputPrice: toNumber(draft.outputPrice),
    ...(draft.cachedInputPrice.trim() === "" ? {} : { cachedInputPrice: toNumber(draft.cachedInputPrice) }),
  };
  const arePricesKept =
    draft.kept !== null &&
    draft.kept.inputPrice === prices.inputPrice &&
    draft.kept.outputPrice === prices.outputPrice &&
    draft.kept.cachedInputPrice === prices.cachedInputPrice;
  // Prices of long requests belong to the prices they were listed with.
  const long = arePricesKept && longInput !== undefined ? { longInput } : {};
  return { ...kept, ...long, ...prices, name: draft.name, contextTokens: toNumber(draft.contextTokens) };
};

export type ReadDrafts = { models: Model[]; mistake: null } | { models: null; mistake: string };

const fieldNames: Record<string, string> = {
  name: "name",
  contextTokens: "context",
  inputPrice: "input price",
  cachedInputPrice: "cached price",
  outputPrice: "output price",
};

/** The list as it would be saved, or the first thing that is wrong with it, in words. */
export const readDrafts = (drafts: readonly ModelDraft[]): ReadDrafts => {
  const parsed = modelListSchema.safeParse(drafts.map(toModel));
  if (parsed.success) return { models: parsed.data, mistake: null };
  const [issue] = parsed.error.issues;
  const [row, field] = issue?.path ?? [];
  const said = issue?.code === "invalid_type" ? "enter a number" : (issue?.message ?? "this cannot be saved");
  if (typeof row !== "number") return { models: null, mistake: `${said}.` };
  const name = drafts[row]?.name === "" ? `model ${row + 1}` : drafts[row]?.name;
  return { models: null, mistake: `The ${fieldNames[String(field)] ?? "entry"} of ${name}: ${said}.` };
};
