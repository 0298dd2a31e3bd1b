import { z } from "zod";

const priceSchema = z.number().nonnegative().max(100_000);

const pricesShape = {
  /** US dollars per million tokens. */
  inputPrice: priceSchema,
  outputPrice: priceSchema,
  /** Price of input the provider had in its cache, and of putting it there; the input price when left out. */
  cachedInputPrice: priceSchema.optional(),
  cacheWritePrice: priceSchema.optional(),
};

export const modelNameSchema = z
  .string()
  .trim()
  .min(1, "name the model as its provider does")
  .max(160, "a model's name has at most 160 characters")
  .regex(/^[\w.:/@+-]+$/, "use letters, digits and . : / @ + - _ only");

/** A model with its context size and prices, as the model list of a provider has it. */
export const modelInfoSchema = z.object({
  name: modelNameSchema,
  contextTokens: z.number().int().min(4_000, "the context needs 4,000 tokens or more").max(20_000_000),
  ...pricesShape,
  /** What everything costs, for the whole request, once its input is larger than so many tokens. */
  longInput: z.object({ aboveTokens: z.number().int().positive(), ...pricesShape }).optional(),
});

export const modelListSchema = z
  .array(modelInfoSchema)
  .max(200, "a provider has at most 200 models here")
  .refine((models) => new Set(models.map(({ name }) => name)).size === models.length, "each model is listed once");

/** A model a person can choose, as `GET /api/models` answers it. */
export const modelOptionSchema = z.object({
  /** `provider/model`, as runs and projects take it. */
  id: z.string(),
  provider: z.string(),
  model: z.string(),
  contextTokens: z.number().int(),
  inputPrice: z.number(),
  outputPrice: z.number(),
  isDemo: z.boolean(),
});
export type ModelOption = z.infer<typeof modelOptionSchema>;

export const modelOptionsSchema = z.object({
  /** What runs use that choose nothing. */
  default: z.string(),
  items: z.array(modelOptionSchema),
  nextCursor: z.null(),
});
export type ModelOptions = z.infer<typeof modelOptionsSchema>;
