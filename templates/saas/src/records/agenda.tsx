import type { RecordBase } from "../data/store";
import { Link } from "../router";
import { EmptyState } from "../ui/empty-state";
import type { Collection, Field } from "./collection";
import { FieldValue } from "./field-value";
import { formatDay, formatTime, isUpcoming, readValue, titleOf, toDate } from "./format";

interface AgendaProps<R extends RecordBase> {
  collection: Collection<R>;
  records: R[];
  /** The date that orders the list. */
  by: string;
  /** The field shown at the end of each line, such as a status. */
  show?: string;
  /** More about a record, beneath its title. */
  describe?: (record: R) => string | undefined;
  limit?: number;
}

const monthFormat = new Intl.DateTimeFormat(undefined, { month: "short" });

/** What comes next, soonest first. */
export function Agenda<R extends RecordBase>({ collection, records, by, show, describe, limit = 6 }: AgendaProps<R>) {
  const field: Field | undefined = collection.fields.find(({ name }) => name === show);
  const when = (record: R) => String(readValue(record, by) ?? "");
  const next = records
    .filter((record) => isUpcoming(when(record)))
    .sort((one, other) => when(one).localeCompare(when(other)))
    .slice(0, limit);

  if (next.length === 0) {
    return <EmptyState icon="calendar" title="Nothing ahead" text={`No ${collection.plural.toLowerCase()} from today on.`} />;
  }
  return (
    <ul className="card-list">
      {next.map((record) => (
        <li key={record.id}>
          <Link to={`${collection.path}/${record.id}`} className="row-link">
            <span className="date-chip" aria-hidden="true">
              <small>{monthFormat.format(toDate(when(record)))}</small>
              <b>{toDate(when(record)).getDate()}</b>
            </span>
            <span className="row-text">
              <strong>{titleOf(collection, record)}</strong>
              <span>
                {[formatDay(when(record)), formatTime(when(record)), describe?.(record)].filter(Boolean).join(" · ")}
              </span>
            </span>
            {field && <FieldValue field={field} record={record} />}
          </Link>
        </li>
      ))}
    </ul>
  );
}
