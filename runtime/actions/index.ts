export * from "./actions.ts";
export { actionNames, createActionHandler } from "./create-action-handler.ts";
export type { Action, ActionContext } from "./define-action.ts";
