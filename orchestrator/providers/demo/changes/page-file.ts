import type { KnownEntity } from "../reading/parse-model.ts";
import type { KnownApp } from "../reading/read-app.ts";
import { detailPagePath, listPagePath } from "../writing/write-pages.ts";

/** The file of a record's list page or of its own page: where the routes say, or else where the starter puts it. */
export function pageFile(app: KnownApp, entity: KnownEntity, page: "list" | "detail"): string {
  const path = page === "list" ? entity.path : `${entity.path}/:id`;
  const usual = page === "list" ? listPagePath(entity) : detailPagePath(entity);
  return app.routes.find((route) => route.path === path)?.file ?? usual;
}
