import type { RecordBase } from "../data/store";
import { Link } from "../router";
import { Button } from "../ui/button";
import { Icon } from "../ui/icon";
import type { Field, FieldName } from "./collection";
import { FieldValue } from "./field-value";
import { readValue, titleOf } from "./format";
import type { ListView } from "./use-list-view";

interface RecordTableProps<R extends RecordBase> {
  view: ListView<R>;
  /** Names of the fields shown beside the record's title. */
  columns: FieldName<R>[];
  onEdit(record: R): void;
}

const alignment = ({ type }: Field) => (type === "number" || type === "money" ? "align-end numeric" : undefined);

/** A sortable table, which becomes a list of cards on a phone. The title of each record leads to its page. */
export function RecordTable<R extends RecordBase>({ view, columns, onEdit }: RecordTableProps<R>) {
  const { collection, records } = view;
  const field = (name: string) => collection.fields.filter((candidate) => candidate.name === name);
  const titleFields = field(collection.titleField);
  const fields = columns.flatMap(field);

  return (
    <div className="table-scroll">
      <table className="table" role="table">
        <thead role="rowgroup">
          <tr role="row">
            {[...titleFields, ...fields].map((field) => (
              <SortHeader key={field.name} field={field} view={view} />
            ))}
            <th role="columnheader" scope="col">
              <span className="visually-hidden">Actions</span>
            </th>
          </tr>
        </thead>
        <tbody role="rowgroup">
          {records.map((record) => (
            <tr key={record.id} role="row">
              <td role="cell">
                <Link to={`${collection.path}/${record.id}`} className="record-link">
                  {titleOf(collection, record)}
                </Link>
              </td>
              {fields.map((field) => (
                <td
                  key={field.name}
                  role="cell"
                  className={alignment(field)}
                  data-label={field.label}
                  data-empty={isBlank(readValue(record, field.name)) ? "" : undefined}
                >
                  <FieldValue field={field} record={record} />
                </td>
              ))}
              <td role="cell" className="table-actions">
                <Button
                  icon="pencil"
                  variant="quiet"
                  label={`Edit ${titleOf(collection, record)}`}
                  onClick={() => onEdit(record)}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const isBlank = (value: unknown) => value === null || value === undefined || value === "";

function SortHeader<R extends RecordBase>({ field, view }: { field: Field; view: ListView<R> }) {
  const { sort, toggleSort } = view;
  const isSorted = sort.field === field.name;
  const icon = !isSorted ? "sort" : sort.isDescending ? "down" : "up";
  return (
    <th
      role="columnheader"
      scope="col"
      className={alignment(field)}
      aria-sort={isSorted ? (sort.isDescending ? "descending" : "ascending") : undefined}
    >
      <button type="button" onClick={() => toggleSort(field.name)}>
        {field.label}
        <Icon name={icon} size={13} />
      </button>
    </th>
  );
}
