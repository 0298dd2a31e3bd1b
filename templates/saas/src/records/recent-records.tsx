import type { RecordBase } from "../data/store";
import { Link } from "../router";
import { EmptyState } from "../ui/empty-state";
import type { Collection, Field } from "./collection";
import { formatValue, initialsOf, readValue, titleOf } from "./format";

interface RecentRecordsProps<R extends RecordBase> {
  collection: Collection<R>;
  records: R[];
  /** The field shown beneath each title. */
  show?: string;
  limit?: number;
}

/** The records that were added last. */
export function RecentRecords<R extends RecordBase>({ collection, records, show, limit = 5 }: RecentRecordsProps<R>) {
  const field: Field | undefined = collection.fields.find(({ name }) => name === show);
  const recent = records.toSorted((one, other) => other.createdAt.localeCompare(one.createdAt)).slice(0, limit);
  if (recent.length === 0) {
    return <EmptyState icon={collection.icon} title={`No ${collection.plural.toLowerCase()} yet`} text="They will appear here." />;
  }
  return (
    <ul className="card-list">
      {recent.map((record) => (
        <li key={record.id}>
          <Link to={`${collection.path}/${record.id}`} className="row-link">
            <span className="avatar" aria-hidden="true">
              {initialsOf(titleOf(collection, record))}
            </span>
            <span className="row-text">
              <strong>{titleOf(collection, record)}</strong>
              {field && <span>{formatValue(field, readValue(record, field.name)) || "–"}</span>}
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
