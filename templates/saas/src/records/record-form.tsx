import { useState, type FormEvent } from "react";
import type { Draft, FieldValue, RecordBase } from "../data/store";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { useToast } from "../ui/toast";
import type { Collection, Field } from "./collection";
import { FieldInput } from "./field-input";
import { readValue, toDate } from "./format";
import { useRecords } from "./use-records";
import { checkValue, parseInput } from "./validate";

interface RecordFormProps<R extends RecordBase> {
  collection: Collection<R>;
  /** The record to change; without one the form makes a new record. */
  record?: R;
  /** Values a new record starts with, such as the record it belongs to. */
  initial?: Partial<Draft<R>>;
  onClose(): void;
}

type Inputs = Record<string, string | boolean>;

/** An instant as a datetime-local input wants it: in the person's own zone, to the minute. */
function toLocalInput(value: string) {
  const moment = toDate(value);
  return new Date(moment.getTime() - moment.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

function toInput(field: Field, value: FieldValue): string | boolean {
  if (field.type === "checkbox") return value === true;
  if (value === null || value === undefined) return "";
  return field.type === "dateTime" ? toLocalInput(String(value)) : String(value);
}

/** A dialog that makes a new record or changes one, and says beside each field what is wrong with it. */
export function RecordForm<R extends RecordBase>({ collection, record, initial, onClose }: RecordFormProps<R>) {
  const { create, update } = useRecords(collection);
  const showToast = useToast();
  const fields: Field[] = collection.fields;
  const start = (field: Field) =>
    record ? readValue(record, field.name) : ((initial as Record<string, FieldValue>)?.[field.name] ?? field.initial);
  const [inputs, setInputs] = useState<Inputs>(() =>
    Object.fromEntries(fields.map((field) => [field.name, toInput(field, start(field))])),
  );
  const [errors, setErrors] = useState<Record<string, string | null>>({});
  const [failure, setFailure] = useState("");
  const noun = collection.singular.toLowerCase();

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const values = Object.fromEntries(fields.map((field) => [field.name, parseInput(field, inputs[field.name] ?? "")]));
    const found = Object.fromEntries(fields.map((field) => [field.name, checkValue(field, values[field.name])]));
    setErrors(found);
    const wrong = fields.find((field) => found[field.name]);
    if (wrong) return form.querySelector<HTMLElement>(`[name="${wrong.name}"]`)?.focus();
    try {
      if (record) await update(record.id, values as Partial<Draft<R>>);
      else await create(values as unknown as Draft<R>);
      showToast(record ? "Changes saved" : `${collection.singular} added`);
      onClose();
    } catch (error) {
      setFailure(error instanceof Error ? error.message : "The record could not be saved.");
    }
  };

  return (
    <Dialog title={record ? `Edit ${noun}` : `New ${noun}`} onClose={onClose}>
      <form className="dialog-body" noValidate onSubmit={(event) => void submit(event)}>
        <div className="dialog-content form">
          {fields.map((field) => (
            <FieldInput
              key={field.name}
              field={field}
              value={inputs[field.name] ?? ""}
              error={errors[field.name] ?? null}
              onChange={(value) => setInputs({ ...inputs, [field.name]: value })}
            />
          ))}
          {failure && (
            <p className="notice field-wide" role="alert">
              {failure}
            </p>
          )}
        </div>
        <div className="dialog-footer">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary">
            {record ? "Save changes" : `Add ${noun}`}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
