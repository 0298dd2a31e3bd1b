import type { KnownApp } from "../reading/read-app.ts";
import type { Request } from "../requests/request.ts";
import { addRecords, planEntity } from "./add-records.ts";
import type { Change } from "./change.ts";
import { addChoices, dropChoice, renameChoice } from "./change-choices.ts";
import { addFields, changeRequired, linkEntities, renameField } from "./change-fields.ts";
import { changeLook } from "./change-look.ts";
import { changeColumn, changeSort, movePage, removeSamples } from "./change-pages.ts";
import { dropField } from "./remove-field.ts";
import { removeRecords } from "./remove-records.ts";
import { renamePage, renameRecords } from "./rename-records.ts";

function changeRecords(app: KnownApp, request: Request): Change | null {
  switch (request.kind) {
    case "add-entity": {
      const entity = planEntity(app, request.noun, request.fieldPhrases, request.owner);
      return entity && addRecords(app, entity);
    }
    case "remove-entity":
      return removeRecords(app, request.entity);
    case "rename-entity":
      return renameRecords(app, request.entity, request);
    case "link-entities":
      return linkEntities(app, request.entity, request.target);
    case "remove-samples":
      return removeSamples(app);
    default:
      return null;
  }
}

function changeFields(app: KnownApp, request: Request): Change | null {
  switch (request.kind) {
    case "add-fields":
      return addFields(app, request.entity, request.fields);
    case "remove-field":
      return dropField(app, request.entities, request.field);
    case "rename-field":
      return renameField(request.entities, request.field, request.label);
    case "set-required":
      return changeRequired(request.entity, request.field, request.isRequired);
    case "add-choices":
      return addChoices(request.entity, request.field, request.labels);
    case "remove-choice":
      return dropChoice(request.entity, request.field, request.value);
    case "rename-choice":
      return renameChoice(request.entity, request.field, request.value, request.label);
    default:
      return null;
  }
}

function changePages(app: KnownApp, request: Request): Change | null {
  switch (request.kind) {
    case "show-column":
      return changeColumn(app, request.entity, request.field, request.isShown);
    case "sort-list":
      return changeSort(app, request.entity, request.field, request.isDescending);
    case "move-page":
      return movePage(app, request);
    case "rename-page":
      return renamePage(app, request.path, request.label);
    default:
      return null;
  }
}

/** The step that does what was asked; null when it cannot be done in this app, as with a name that is taken. */
export const planChange = (app: KnownApp, request: Request): Change | null =>
  changeRecords(app, request) ?? changeFields(app, request) ?? changePages(app, request) ?? changeLook(app, request);
