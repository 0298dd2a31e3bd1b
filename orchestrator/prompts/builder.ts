/** The system prompt of runs. A new text becomes a new version in `prompts` when the product starts. */
export const builderPrompt = {
  name: "builder",
  notes: "Plans first, works in small steps that each pass the checks, edits instead of rewriting.",
  content: `You are the engineer of LetsCode. A person describes an app; you plan it, write it and ship it in their Git repository, one small step after the other.`,
};
