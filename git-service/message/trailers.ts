/** Trailers of an AI commit: from any commit one reaches the run, the prompt, the model and the price. */
export const trailerNames = {
  run: "LetsCode-Run",
  step: "LetsCode-Step",
  plan: "LetsCode-Plan",
  model: "LetsCode-Model",
  prompt: "LetsCode-Prompt",
  cost: "LetsCode-Cost",
  checks: "LetsCode-Checks",
} as const;

export const CO_AUTHOR = "Co-authored-by";

export const MAXIMUM_SUBJECT = 72;

// oxlint-disable-next-line no-control-regex -- control characters are what is replaced
const unsafe = /[\u0000-\u001F\u007F-\u009F\u2028\u2029]+/g;

/** One line, whatever came in: line ends and control characters become a space (A21). */
export const toSingleLine = (text: string): string =>
  text.toWellFormed().replaceAll(unsafe, " ").replaceAll(/ {2,}/g, " ").trim();
