import type { AppSpec, EntitySpec, FieldSpec } from "../analysis/app-spec.ts";
import { moneyField, statusField, whenField } from "./write-pages.ts";
import { jsxAttribute, quote } from "./source.ts";

interface Tile {
  label: string;
  value: string;
  hint: string;
  entity: EntitySpec;
  icon?: string;
}

const recordsOf = (entity: EntitySpec) => `${entity.collection}Records`;

/** Values of a status that mean there is nothing left to do. */
const closedValues = (field: FieldSpec | undefined) =>
  (field?.choices ?? [])
    .filter(
      ({ tone, label }) =>
        tone === "success" ||
        /^(cancelled|no-show|lost|archived|former|declined|rejected|closed|failed|dropped)$/i.test(label),
    )
    .map(({ value }) => value);

function chooseTiles(entities: EntitySpec[]): Tile[] {
  const scheduled = entities.find(whenField);
  const when = scheduled && whenField(scheduled);
  const priced = entities.find((entity) => moneyField(entity) && statusField(entity));
  const money = priced && moneyField(priced);
  const counted = entities.filter((entity) => entity !== scheduled && entity !== priced);
  const tiles: Tile[] = counted.slice(0, priced && priced !== scheduled ? 2 : 3).map((entity) => ({
    label: entity.plural,
    value: `${recordsOf(entity)}.length`,
    hint: "in total",
    entity,
  }));
  if (scheduled && when) {
    tiles.push({
      label: "Next seven days",
      value: "nextSeven.length",
      hint: scheduled.plural.toLowerCase(),
      entity: scheduled,
      icon: "calendar",
    });
  }
  if (priced && money) {
    tiles.push({
      label: "Outstanding",
      value: "formatMoney(openMoney)",
      hint: `open ${priced.plural.toLowerCase()}`,
      entity: priced,
      icon: "wallet",
    });
  }
  const spare = entities.filter((entity) => !tiles.some((tile) => tile.entity === entity && !tile.icon));
  for (const entity of spare) {
    if (tiles.length >= 4) break;
    tiles.push({ label: entity.plural, value: `${recordsOf(entity)}.length`, hint: "in total", entity });
  }
  return tiles.slice(0, 4);
}

const tileSource = ({ label, value, hint, entity, icon }: Tile) =>
  `        <StatTile label=${jsxAttribute(label)} value={${value}} hint=${jsxAttribute(hint)} icon=${jsxAttribute(icon ?? entity.icon)} to=${jsxAttribute(`/${entity.path}`)} />`;

const cardLink = (entity: EntitySpec) =>
  `<Link to=${jsxAttribute(`/${entity.path}`)} className="card-link">All ${entity.plural.toLowerCase()}</Link>`;

const importsOf = (components: string[]) =>
  [
    ["Agenda", "agenda"],
    ["Breakdown", "breakdown"],
    ["RecentRecords", "recent-records"],
  ]
    .filter(([component]) => components.includes(component ?? ""))
    .map(([component, file]) => `import { ${component} } from "../records/${file}";\n`)
    .join("");

interface Parts {
  scheduled: EntitySpec | undefined;
  priced: EntitySpec | undefined;
  counted: EntitySpec | undefined;
  recent: EntitySpec | undefined;
  tiles: Tile[];
}

function choose(entities: EntitySpec[]): Parts {
  const tiles = chooseTiles(entities);
  const scheduled = entities.find(whenField);
  return {
    tiles,
    scheduled,
    priced: tiles.some(({ value }) => value.includes("openMoney"))
      ? entities.find((entity) => moneyField(entity) && statusField(entity))
      : undefined,
    counted: [scheduled, ...entities].find((entity) => entity && statusField(entity)),
    recent:
      entities.find((entity) => entity !== scheduled && entity.isPerson) ??
      entities.find((entity) => entity !== scheduled) ??
      (scheduled ? undefined : entities[0]),
  };
}

function derivedSource({ tiles, scheduled, priced }: Parts): string {
  const when = scheduled && whenField(scheduled);
  const next =
    scheduled && when && tiles.some(({ value }) => value.startsWith("nextSeven"))
      ? `  const nextSeven = ${recordsOf(scheduled)}.filter(({ ${when.name} }) => isUpcoming(${when.name}) && daysFromToday(${when.name}) < 7);\n`
      : "";
  const money = priced && moneyField(priced);
  const status = priced && statusField(priced);
  const closed = closedValues(status);
  const open =
    priced && money && status
      ? `  const openMoney = ${recordsOf(priced)}\n${closed.length > 0 ? `    .filter(({ ${status.name} }) => !${quoteList(closed)}.includes(${status.name}))\n` : ""}    .reduce((sum, { ${money.name} }) => sum + (${money.name} ?? 0), 0);\n`
      : "";
  return next + open;
}

const quoteList = (values: string[]) => `[${values.map(quote).join(", ")}]`;

function agendaSource(entity: EntitySpec, entities: EntitySpec[]): string {
  const when = whenField(entity);
  const status = statusField(entity);
  const relation = entity.fields.find(({ type }) => type === "relation");
  const target = entities.find(({ collection }) => collection === relation?.target);
  const describe =
    relation && target
      ? ` describe={({ ${relation.name} }) => ${target.collection}Titles[${relation.name} ?? ""]}`
      : "";
  return `        <Card title="Coming up" isFlush action={${cardLink(entity)}}>
          <Agenda collection={${entity.collection}} records={${recordsOf(entity)}} by=${quote(when?.name ?? "")}${status ? ` show=${quote(status.name)}` : ""}${describe} />
        </Card>`;
}

function titlesSource({ scheduled }: Parts, entities: EntitySpec[]) {
  const relation = scheduled?.fields.find(({ type }) => type === "relation");
  return scheduled ? entities.find(({ collection }) => collection === relation?.target) : undefined;
}

function sideSource({ counted, recent, scheduled }: Parts): string {
  const status = counted && statusField(counted);
  const show = recent?.fields.find(
    ({ type, name }) => name !== recent.titleField && ["email", "text", "choice", "date", "money"].includes(type),
  );
  const cards = [
    counted && status
      ? `          <Card title=${jsxAttribute(`${counted.plural} by ${status.label.toLowerCase()}`)}>
            <Breakdown collection={${counted.collection}} records={${recordsOf(counted)}} by=${quote(status.name)} />
          </Card>`
      : "",
    recent && scheduled
      ? `          <Card title=${jsxAttribute(`New ${recent.plural.toLowerCase()}`)} isFlush action={${cardLink(recent)}}>
            <RecentRecords collection={${recent.collection}} records={${recordsOf(recent)}}${show ? ` show=${quote(show.name)}` : ""} />
          </Card>`
      : "",
  ].filter(Boolean);
  return cards.join("\n");
}

/** The first page: figures, what comes next, how things stand and who is new. */
export function writeDashboard(app: Pick<AppSpec, "entities">): string {
  const { entities } = app;
  const parts = choose(entities);
  const derived = derivedSource(parts);
  const titled = titlesSource(parts, entities);
  const side = sideSource(parts);
  const main = parts.scheduled
    ? agendaSource(parts.scheduled, entities)
    : parts.recent
      ? `        <Card title=${jsxAttribute(`New ${parts.recent.plural.toLowerCase()}`)} isFlush action={${cardLink(parts.recent)}}>
          <RecentRecords collection={${parts.recent.collection}} records={${recordsOf(parts.recent)}} limit={8} />
        </Card>`
      : "";
  const body = `${derived}${main}${side}${parts.tiles.map(tileSource).join("")}`;
  const used = entities.filter(
    ({ collection }) => new RegExp(`\\b${collection}\\b`).test(body) || body.includes(`${collection}Records`),
  );
  const components = ["Agenda", "Breakdown", "RecentRecords"].filter((component) => body.includes(`<${component} `));
  const helpers = ["daysFromToday", "formatMoney", "isUpcoming"].filter((helper) => body.includes(helper));
  const columns =
    side === ""
      ? main
      : `      <div className="columns">\n${main}\n        <div className="stack">\n${side}\n        </div>\n      </div>`;
  const models = [...used, ...(titled && !used.includes(titled) ? [titled] : [])];
  return `import { appConfig } from "../app-config";
${models.map(({ collection, file }) => `import { ${collection} } from "../model/${file}";\n`).join("")}${importsOf(components)}${helpers.length > 0 ? `import { ${helpers.join(", ")} } from "../records/format";\n` : ""}import { useRecords } from "../records/use-records";
${titled ? `import { useTitles } from "../records/use-titles";\n` : ""}import { Link } from "../router";
import { Card } from "../ui/card";
import { Page } from "../ui/page";
import { StatTile } from "../ui/stat-tile";

export function Dashboard() {
${used
  .filter((entity) => body.includes(recordsOf(entity)))
  .map((entity) => `  const { records: ${recordsOf(entity)} } = useRecords(${entity.collection});\n`)
  .join(
    "",
  )}${titled ? `  const ${titled.collection}Titles = useTitles(${titled.collection});\n` : ""}${derived === "" ? "" : `\n${derived}`}
  return (
    <Page title="Dashboard" description={appConfig.tagline}>
      <div className="stats">
${parts.tiles.map(tileSource).join("\n")}
      </div>
${columns}
    </Page>
  );
}
`;
}
