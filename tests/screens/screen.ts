import type { Page } from "playwright-core";
import type { Size } from "./browser.ts";
import type { Scene } from "./scene.ts";

export type Visitor = "nobody" | "owner" | "newcomer";

/** One state of one page. */
export interface Screen {
  name: string;
  visitor: Visitor;
  path: (scene: Scene) => string;
  /** Before the page is opened: a fault on the way to the server, for one. */
  before?: (page: Page, scene: Scene) => Promise<unknown>;
  /** After it is shown: what a person does to get into this state, until it is there. */
  act?: (page: Page, scene: Scene, size: Size) => Promise<unknown>;
}
