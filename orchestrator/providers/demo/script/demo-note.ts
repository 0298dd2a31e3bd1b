/** The demo says what it is wherever it speaks. */
export const demoNote = "I am LETSCODE's built-in demo: I work from rules and templates, not from a language model.";

export const connectHint = "Connect a model under Settings for anything beyond this.";
