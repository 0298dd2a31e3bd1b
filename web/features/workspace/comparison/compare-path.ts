/** Where two branches of a project are shown side by side. */
export const comparePath = (projectId: string, left: string, right: string): string =>
  `/projects/${encodeURIComponent(projectId)}/compare?${new URLSearchParams({ left, right }).toString()}`;
