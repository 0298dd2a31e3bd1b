import { useState } from "react";
import type { Draft, RecordBase } from "../data/store";
import { Link } from "../router";
import { Button } from "../ui/button";
import { Card } from "../ui/card";
import { EmptyState } from "../ui/empty-state";
import type { Collection, Field, FieldName } from "./collection";
import { FieldValue } from "./field-value";
import { readValue, titleOf } from "./format";
import { RecordForm } from "./record-form";
import { useRecords } from "./use-records";

interface RelatedRecordsProps<R extends RecordBase> {
  collection: Collection<R>;
  /** The relation that points to the record whose page this is. */
  by: FieldName<R>;
  id: string;
  /** The field shown at the end of each line. */
  show?: FieldName<R>;
}

/** The records of another collection that belong to this one, and a button for one more. */
export function RelatedRecords<R extends RecordBase>({ collection, by, id, show }: RelatedRecordsProps<R>) {
  const { records } = useRecords(collection);
  const [isAdding, setAdding] = useState(false);
  const related = records.filter((record) => readValue(record, by) === id);
  const field: Field | undefined = collection.fields.find(({ name }) => name === show);
  const noun = collection.singular.toLowerCase();

  return (
    <Card
      title={collection.plural}
      isFlush
      action={
        <Button icon="plus" variant="quiet" onClick={() => setAdding(true)}>
          Add {noun}
        </Button>
      }
    >
      {related.length === 0 ? (
        <EmptyState icon={collection.icon} title={`No ${collection.plural.toLowerCase()} yet`} text={`Add the first ${noun} here.`} />
      ) : (
        <ul className="card-list">
          {related.map((record) => (
            <li key={record.id}>
              <div className="row-link">
                <span className="row-text">
                  <Link to={`${collection.path}/${record.id}`} className="record-link">
                    {titleOf(collection, record)}
                  </Link>
                </span>
                {field && (
                  <span className="row-when">
                    <FieldValue field={field} record={record} />
                  </span>
                )}
              </div>
            </li>
          ))}
        </ul>
      )}
      {isAdding && (
        <RecordForm collection={collection} initial={{ [by]: id } as Partial<Draft<R>>} onClose={() => setAdding(false)} />
      )}
    </Card>
  );
}
