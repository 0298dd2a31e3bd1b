import { z } from "zod";
import { bottomTabs, centreTabs, mobileTabs } from "./workspace-view.ts";

const layoutSchema = z.record(z.string(), z.number());

const rememberedSchema = z
  .object({
    branch: z.string().nullable(),
    tab: z.enum(centreTabs),
    bottomTab: z.enum(bottomTabs),
    mobileTab: z.enum(mobileTabs),
    isTimelineOpen: z.boolean(),
    isConsoleOpen: z.boolean(),
    /** Sizes of the panels of each group, as react-resizable-panels gives them. */
    layouts: z.record(z.string(), layoutSchema),
    draft: z.string(),
  })
  .partial();

/** What a project's workspace looked like when it was last open here. */
export type RememberedView = z.infer<typeof rememberedSchema>;

const keyOf = (projectId: string): string => `letscode.workspace.${projectId}`;

/** Reads it; empty when there is none, it cannot be read, or the browser keeps nothing. */
export const readRememberedView = (storage: Pick<Storage, "getItem">, projectId: string): RememberedView => {
  try {
    const parsed = rememberedSchema.safeParse(JSON.parse(storage.getItem(keyOf(projectId)) ?? "{}"));
    return parsed.success ? parsed.data : {};
  } catch {
    return {};
  }
};

/** Keeps it. A browser that refuses (a full or switched off storage) costs the memory and nothing else. */
export const keepRememberedView = (
  storage: Pick<Storage, "getItem" | "setItem">,
  projectId: string,
  change: RememberedView,
): void => {
  try {
    const next = { ...readRememberedView(storage, projectId), ...change };
    storage.setItem(keyOf(projectId), JSON.stringify(next));
  } catch {
    // Nothing to do: see above.
  }
};
