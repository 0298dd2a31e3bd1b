/** One call of a tool, with its arguments as the tools of DESIGN.md spell them. */
export interface ToolCall {
  tool: string;
  arguments: Record<string, unknown>;
}

/** What the demo says and does in one answer. An answer without calls ends the run. */
export interface Turn {
  text: string;
  calls: ToolCall[];
}

export interface ToolResult {
  content: string;
  isError: boolean;
  /** What the person wrote next, behind a question. */
  reply?: string;
}

/** A run as a program: it yields what to do next and is told how that went. */
export type Script<T = void> = Generator<Turn, T, ToolResult[]>;

export const call = (tool: string, values: Record<string, unknown>): ToolCall => ({ tool, arguments: values });
