export { createSecretScanner } from "./gates/create-secret-scanner.ts";
export type { SecretFinding, SecretScanner } from "./gates/secret-scanner.ts";
export { builderPrompt } from "./prompts/builder.ts";
export { estimatePromptTest, planPromptTest, type PromptTest, tryPrompt } from "./prompts/try-prompt.ts";
export {
  connectableProviders,
  createCandidate,
  createProviders,
  type ModelChoice,
  ProviderError,
  type ProviderRegistry,
} from "./providers/index.ts";
export { createRunExecutor } from "./runs/create-run-executor.ts";
export {
  defaultRunLimits,
  type GitRules,
  type RunExecutor,
  type RunExecutorDependencies,
  type RunLimits,
  type StepMessage,
} from "./runs/executor-dependencies.ts";
export { listTemplates, readTemplate } from "./templates/index.ts";
