import type { EntitySpec, FieldSpec } from "../analysis/app-spec.ts";
import { toPropertyName, toVariableName } from "../analysis/words.ts";
import { jsxAttribute, quote } from "./source.ts";

const pascal = (collection: string) => collection.charAt(0).toUpperCase() + collection.slice(1);

export const listComponent = (entity: EntitySpec) => `${pascal(entity.collection)}Page`;
export const detailComponent = (entity: EntitySpec) => `${entity.typeName}Details`;
export const listPagePath = (entity: EntitySpec) => `src/pages/${entity.path}-page.tsx`;
export const detailPagePath = (entity: EntitySpec) => `src/pages/${entity.file}-details.tsx`;

const isWhen = ({ type }: FieldSpec) => type === "date" || type === "dateTime";

/** The date a record is about: when it starts or is due, rather than when something was bought or born. */
export const whenField = (entity: EntitySpec): FieldSpec | undefined =>
  entity.fields.find(
    (field) =>
      isWhen(field) && /^(starts|due|date|scheduled|publish|expected|start|delivery|renewal|release)/.test(field.name),
  ) ?? undefined;

export const statusField = (entity: EntitySpec) =>
  entity.fields.find(({ name, type }) => type === "choice" && name === "status") ??
  entity.fields.find(({ type }) => type === "choice");

export const moneyField = (entity: EntitySpec) => entity.fields.find(({ type }) => type === "money");

/** What a table shows beside the title: relations, the date, then what tells records apart, at most five. */
export function chooseColumns(entity: EntitySpec): string[] {
  const others = entity.fields.filter(
    ({ name, type }) => name !== entity.titleField && type !== "longText" && type !== "url",
  );
  const weight = (field: FieldSpec) => {
    if (field.type === "relation") return 0;
    if (field.name === "status") return 9;
    return field === whenField(entity) ? 1 : 2;
  };
  const ranked = others.toSorted((one, other) => weight(one) - weight(other));
  const status = ranked.filter(({ name }) => name === "status");
  const rest = ranked.filter(({ name }) => name !== "status").slice(0, 5 - status.length);
  return [...rest, ...status].map(({ name }) => name);
}

export const filterNames = (entity: EntitySpec) =>
  entity.fields.filter(({ type }) => type === "choice").map(({ name }) => name);

const describePage = (entity: EntitySpec) => {
  const plural = entity.plural.toLowerCase();
  if (entity.isPerson)
    return `Everyone you know as ${/^[aeiou]/.test(plural) ? "an" : "a"} ${entity.singular.toLowerCase()}, in one place.`;
  return whenField(entity)
    ? `All ${plural}, those behind you and those ahead.`
    : `All your ${plural}, ready to search and sort.`;
};

/** The lines by which a list can be looked at as a board or a calendar as well. */
export const viewLines = (entity: EntitySpec): string => {
  const status = entity.fields.find(({ name, type }) => type === "choice" && name === "status");
  const when = whenField(entity);
  return [
    status ? `        boardBy=${quote(status.name)}\n` : "",
    when ? `        calendarBy=${quote(when.name)}\n` : "",
  ].join("");
};

export const listOf = (names: string[]) => `[${names.map(quote).join(", ")}]`;

/** The list of one kind of record: search, filters, order, and a dialog to add and change. */
export function writeListPage(entity: EntitySpec): string {
  const { collection, typeName, file, plural, singular, icon } = entity;
  const sort = whenField(entity)?.name ?? entity.titleField;
  const filters = filterNames(entity);
  const noun = singular.toLowerCase();
  return `import { useState } from "react";
import { ${collection}, type ${typeName} } from "../model/${file}";
import { RecordForm } from "../records/record-form";
import { RecordList } from "../records/record-list";
import { useListView } from "../records/use-list-view";
import { useRecords } from "../records/use-records";
import { Button } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { Page } from "../ui/page";

export function ${listComponent(entity)}() {
  const { records, isLoading, error } = useRecords(${collection});
  const view = useListView(${collection}, records, { sortBy: ${quote(sort)} });
  const [edited, setEdited] = useState<${typeName} | "new" | null>(null);

  const addButton = (
    <Button variant="primary" icon="plus" onClick={() => setEdited("new")}>
      Add ${noun}
    </Button>
  );

  return (
    <Page title=${jsxAttribute(plural)} description=${jsxAttribute(describePage(entity))} actions={addButton}>
      <RecordList
        view={view}
        isLoading={isLoading}
        error={error}
        columns={${listOf(chooseColumns(entity))}}
        filters={${listOf(filters)}}
${viewLines(entity)}        onEdit={(record) => setEdited(record)}
        empty={
          <EmptyState
            icon=${jsxAttribute(icon)}
            title=${jsxAttribute(`No ${plural.toLowerCase()} yet`)}
            text=${jsxAttribute(`The first ${noun} you add appears here.`)}
            action={addButton}
          />
        }
      />
      {edited && (
        <RecordForm
          collection={${collection}}
          record={edited === "new" ? undefined : edited}
          onClose={() => setEdited(null)}
        />
      )}
    </Page>
  );
}
`;
}

/** The page of one record. What refers to it is added when those records get their own pages. */
export function writeDetailPage(entity: EntitySpec): string {
  return `import { ${entity.collection} } from "../model/${entity.file}";
import { RecordPage } from "../records/record-page";
import type { PageProps } from "../router";

export function ${detailComponent(entity)}({ params }: PageProps) {
  return <RecordPage collection={${entity.collection}} id={params.id} />;
}
`;
}

/** Name of the parameter a record's page hands to what it contains. */
const recordName = (entity: EntitySpec) => {
  const name = toVariableName(toPropertyName(entity.noun));
  return name === entity.collection ? `${name}Item` : name;
};

export interface Edit {
  search: string;
  replace: string;
}

/** Edits that show the records of `child` on the page of the `parent` they belong to. Null when the page looks otherwise. */
export function relateOnDetailPage(source: string, parent: EntitySpec, child: EntitySpec): Edit[] | null {
  const field = child.fields.find(({ target }) => target === parent.collection);
  if (!field) return null;
  const show = statusField(child) ?? whenField(child);
  const record = /\{\((\w+)\) => \(/.exec(source)?.[1] ?? recordName(parent);
  const line = `<RelatedRecords collection={${child.collection}} by=${quote(field.name)} id={${record}.id}${show ? ` show=${quote(show.name)}` : ""} />`;
  const importLine = `import { ${child.collection} } from "../model/${child.file}";\n`;
  const parentImport = `import { ${parent.collection} } from "../model/${parent.file}";\n`;
  const alone = `  return <RecordPage collection={${parent.collection}} id={params.id} />;\n`;
  const recordPageImport = `import { RecordPage } from "../records/record-page";\n`;
  const end = "        </>\n      )}\n    </RecordPage>\n";
  if (!source.includes(parentImport) || !source.includes(recordPageImport)) return null;
  const imports: Edit[] = [{ search: parentImport, replace: `${parentImport}${importLine}` }];
  if (source.includes(alone)) {
    return [
      ...imports,
      {
        search: recordPageImport,
        replace: `${recordPageImport}import { RelatedRecords } from "../records/related-records";\n`,
      },
      {
        search: alone,
        replace: `  return (\n    <RecordPage collection={${parent.collection}} id={params.id}>\n      {(${record}) => (\n        <>\n          ${line}\n${end}  );\n`,
      },
    ];
  }
  return source.includes(end) ? [...imports, { search: end, replace: `          ${line}\n${end}` }] : null;
}

/** The lines of a kind of record in src/routes.tsx. */
export const routeLines = (entity: EntitySpec) =>
  `  { path: ${quote(`/${entity.path}`)}, page: ${listComponent(entity)}, menu: { label: ${quote(entity.plural)}, icon: ${quote(entity.icon)} } },\n` +
  `  { path: ${quote(`/${entity.path}/:id`)}, page: ${detailComponent(entity)} },\n`;

export const routeImports = (entity: EntitySpec) =>
  `import { ${detailComponent(entity)} } from "./pages/${entity.file}-details";\n` +
  `import { ${listComponent(entity)} } from "./pages/${entity.path}-page";\n`;
