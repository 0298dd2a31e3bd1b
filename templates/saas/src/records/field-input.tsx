import { useId } from "react";
import type { Field } from "./collection";
import { titleOf } from "./format";
import { useRecords } from "./use-records";

interface FieldInputProps {
  field: Field;
  value: string | boolean;
  error: string | null;
  onChange(value: string | boolean): void;
}

const inputTypes: Partial<Record<Field["type"], string>> = {
  email: "email",
  phone: "tel",
  url: "url",
  number: "number",
  money: "number",
  date: "date",
  dateTime: "datetime-local",
};

/** A labelled input that suits the field, with its hint and its error. */
export function FieldInput({ field, value, error, onChange }: FieldInputProps) {
  const id = useId();
  const describedBy = error ? `${id}-error` : field.hint ? `${id}-hint` : undefined;
  const common = {
    id,
    className: "input",
    name: field.name,
    "aria-invalid": error ? true : undefined,
    "aria-describedby": describedBy,
    "aria-required": field.isRequired,
  };

  if (field.type === "checkbox") {
    return (
      <label className="checkbox">
        <input type="checkbox" checked={value === true} onChange={(event) => onChange(event.target.checked)} />
        {field.label}
      </label>
    );
  }

  const text = String(value);
  return (
    <div className={field.type === "longText" ? "field field-wide" : "field"}>
      <label className="field-label" htmlFor={id}>
        {field.label} {field.unit && <span>({field.unit})</span>} {!field.isRequired && <span>optional</span>}
      </label>
      {field.type === "longText" ? (
        <textarea {...common} placeholder={field.placeholder} value={text} onChange={(event) => onChange(event.target.value)} />
      ) : field.type === "choice" ? (
        <select {...common} value={text} onChange={(event) => onChange(event.target.value)}>
          {field.choices?.map((choice) => (
            <option key={choice.value} value={choice.value}>
              {choice.label}
            </option>
          ))}
        </select>
      ) : field.type === "relation" ? (
        <RelationSelect {...common} field={field} value={text} onSelect={onChange} />
      ) : (
        <input
          {...common}
          type={inputTypes[field.type] ?? "text"}
          step={field.type === "money" ? "0.01" : field.type === "number" ? "any" : undefined}
          min={field.min}
          max={field.max}
          placeholder={field.placeholder}
          value={text}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
      {error && (
        <p id={`${id}-error`} className="field-error">
          {error}
        </p>
      )}
      {!error && field.hint && (
        <p id={`${id}-hint`} className="field-hint">
          {field.hint}
        </p>
      )}
    </div>
  );
}

interface RelationSelectProps {
  id: string;
  className: string;
  field: Field;
  value: string;
  onSelect(value: string): void;
}

function RelationSelect({ field, value, onSelect, ...common }: RelationSelectProps) {
  const target = field.target?.();
  if (!target) throw new Error(`The relation ${field.name} has no target collection`);
  const { records } = useRecords(target);
  const options = records
    .map((record) => ({ id: record.id, title: titleOf(target, record) }))
    .sort((one, other) => one.title.localeCompare(other.title));
  return (
    <select {...common} value={value} onChange={(event) => onSelect(event.target.value)}>
      <option value="">{options.length > 0 ? `Choose: ${target.singular.toLowerCase()}` : `No ${target.plural.toLowerCase()} yet`}</option>
      {options.map(({ id, title }) => (
        <option key={id} value={id}>
          {title}
        </option>
      ))}
    </select>
  );
}
