import type { RecordBase } from "../data/store";
import type { Collection, Field } from "./collection";
import { readValue } from "./format";

interface BreakdownProps<R extends RecordBase> {
  collection: Collection<R>;
  records: R[];
  /** The choice field that is counted. */
  by: string;
}

/** How many records there are of each choice, as bars. */
export function Breakdown<R extends RecordBase>({ collection, records, by }: BreakdownProps<R>) {
  const field: Field | undefined = collection.fields.find(({ name }) => name === by);
  return (
    <ul className="breakdown">
      {field?.choices?.map(({ value, label, tone = "neutral" }) => {
        const count = records.filter((record) => readValue(record, by) === value).length;
        const share = records.length === 0 ? 0 : Math.round((count / records.length) * 100);
        return (
          <li key={value} className="breakdown-row">
            <span>{label}</span>
            <span className="muted numeric">{count}</span>
            <span className={`meter tone-${tone}`} aria-hidden="true">
              <i style={{ width: `${share}%` }} />
            </span>
          </li>
        );
      })}
    </ul>
  );
}
