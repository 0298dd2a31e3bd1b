import { useState, type ReactNode } from "react";
import type { RecordBase } from "../data/store";
import { NotFound } from "../pages/not-found";
import { navigate } from "../router";
import { Button } from "../ui/button";
import { Card } from "../ui/card";
import { ConfirmDialog } from "../ui/confirm-dialog";
import { Page } from "../ui/page";
import { useToast } from "../ui/toast";
import type { Collection, Field } from "./collection";
import { FieldValue } from "./field-value";
import { titleOf } from "./format";
import { RecordForm } from "./record-form";
import { useRecord } from "./use-records";

interface RecordPageProps<R extends RecordBase> {
  collection: Collection<R>;
  id: string | undefined;
  /** What else belongs on the page, such as related records. */
  children?: (record: R) => ReactNode;
}

/** Everything about one record, with the ways to change and delete it. */
export function RecordPage<R extends RecordBase>({ collection, id, children }: RecordPageProps<R>) {
  const { record, isLoading, remove } = useRecord(collection, id);
  const [dialog, setDialog] = useState<"edit" | "delete" | null>(null);
  const showToast = useToast();
  const noun = collection.singular.toLowerCase();
  if (!record) return isLoading ? null : <NotFound />;
  const title = titleOf(collection, record);
  const fields: Field[] = collection.fields.filter(({ name }) => name !== collection.titleField);

  const confirmDelete = async () => {
    await remove(record.id);
    showToast(`${collection.singular} deleted`);
    navigate(collection.path);
  };

  return (
    <Page
      title={title}
      back={{ to: collection.path, label: collection.plural }}
      actions={
        <>
          <Button icon="pencil" onClick={() => setDialog("edit")}>
            Edit
          </Button>
          <Button icon="trash" variant="danger" onClick={() => setDialog("delete")}>
            Delete
          </Button>
        </>
      }
    >
      <Card title="Details">
        <dl className="facts">
          {fields.map((field) => (
            <div key={field.name} className={field.type === "longText" ? "fact-wide" : undefined}>
              <dt>{field.label}</dt>
              <dd>
                <FieldValue field={field} record={record} />
              </dd>
            </div>
          ))}
        </dl>
      </Card>
      {children?.(record)}
      {dialog === "edit" && <RecordForm collection={collection} record={record} onClose={() => setDialog(null)} />}
      {dialog === "delete" && (
        <ConfirmDialog
          title={`Delete ${noun}`}
          text={`“${title}” will be gone for good. Records that refer to it stay, without the reference.`}
          action="Delete"
          onConfirm={() => void confirmDelete()}
          onClose={() => setDialog(null)}
        />
      )}
    </Page>
  );
}
