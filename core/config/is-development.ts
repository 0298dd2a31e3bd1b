/** Whether the web app runs with development tools (hot reload, readable errors). */
export const isDevelopment = (variables: Record<string, string | undefined> = process.env): boolean =>
  variables["NODE_ENV"] === "development";
