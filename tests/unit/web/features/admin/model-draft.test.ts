import { describe, expect, it } from "vitest";
import { emptyDraft, readDrafts, toDraft } from "#web/features/admin/models/model-draft.ts";

const model = {
  name: "grok-4.7",
  contextTokens: 500_000,
  inputPrice: 2,
  cachedInputPrice: 0.5,
  outputPrice: 6,
  longInput: { aboveTokens: 199_999, inputPrice: 4, outputPrice: 12 },
};

describe("readDrafts", () => {
  it("gives a model that was not touched back as it was", () => {
    expect(readDrafts([toDraft(model)])).toEqual({ models: [model], mistake: null });
  });

  it("drops the prices of long requests when the prices change, since they belong together", () => {
    const { longInput: _, ...rest } = model;
    expect(readDrafts([{ ...toDraft(model), inputPrice: "3" }])).toEqual({
      models: [{ ...rest, inputPrice: 3 }],
      mistake: null,
    });
    expect(readDrafts([{ ...toDraft(model), contextTokens: "100000" }]).models?.[0]).toHaveProperty("longInput");
  });

  it("says which entry of which model is wrong", () => {
    expect(readDrafts([{ ...toDraft(model), outputPrice: "cheap" }]).mistake).toBe(
      "The output price of grok-4.7: enter a number.",
    );
    expect(readDrafts([emptyDraft("1")]).mistake).toBe("The name of model 1: name the model as its provider does.");
    expect(readDrafts([toDraft(model), toDraft(model)]).mistake).toBe("each model is listed once.");
  });
});
