import { useState, type DragEvent } from "react";
import type { Draft, RecordBase } from "../data/store";
import { Link } from "../router";
import { Badge } from "../ui/badge";
import { useToast } from "../ui/toast";
import type { Choice, Field } from "./collection";
import { FieldValue } from "./field-value";
import { readValue, titleOf } from "./format";
import type { ListView } from "./use-list-view";
import { useRecords } from "./use-records";

interface RecordBoardProps<R extends RecordBase> {
  view: ListView<R>;
  /** The choice whose values are the columns. */
  by: string;
  /** Fields to show on a card, as far as they are filled in and there is room. */
  columns: string[];
}

const mostFacts = 3;
const isFilled = (value: unknown) => value !== null && value !== undefined && value !== "" && value !== false;

/** Records as cards in columns. A card moves by being dragged, or by the choice at its foot. */
export function RecordBoard<R extends RecordBase>({ view, by, columns }: RecordBoardProps<R>) {
  const { collection, records } = view;
  const { update } = useRecords(collection);
  const showToast = useToast();
  const [over, setOver] = useState<string | null>(null);
  const field: Field | undefined = collection.fields.find(({ name }) => name === by);
  const choices = field?.choices ?? [];
  const facts: Field[] = columns.filter((name) => name !== by).flatMap((name) => collection.fields.filter((other) => other.name === name));

  const move = async (id: string, choice: Choice) => {
    const record = records.find((candidate) => candidate.id === id);
    if (!record || readValue(record, by) === choice.value) return;
    try {
      await update(id, { [by]: choice.value } as unknown as Partial<Draft<R>>);
      showToast(`${titleOf(collection, record)}: ${choice.label}`);
    } catch (error) {
      showToast(error instanceof Error ? error.message : "This could not be saved.");
    }
  };

  const drop = (event: DragEvent, choice: Choice) => {
    event.preventDefault();
    setOver(null);
    void move(event.dataTransfer.getData("text/plain"), choice);
  };

  return (
    <div className="board" role="region" aria-label={`${collection.plural} by ${field?.label.toLowerCase() ?? by}`} tabIndex={0}>
      {choices.map((choice) => {
        const inside = records.filter((record) => readValue(record, by) === choice.value);
        return (
          <section
            key={choice.value}
            className="board-column"
            aria-label={choice.label}
            data-over={over === choice.value || undefined}
            onDragOver={(event) => {
              event.preventDefault();
              setOver(choice.value);
            }}
            onDragLeave={() => setOver(null)}
            onDrop={(event) => drop(event, choice)}
          >
            <header>
              <Badge tone={choice.tone}>{choice.label}</Badge>
              <span className="muted numeric">{inside.length}</span>
            </header>
            {inside.map((record) => (
              <article
                key={record.id}
                className="card board-card"
                draggable
                onDragStart={(event) => event.dataTransfer.setData("text/plain", record.id)}
              >
                <Link to={`${collection.path}/${record.id}`} className="record-link" draggable={false}>
                  {titleOf(collection, record)}
                </Link>
                <div className="board-facts">
                  {facts
                    .filter((fact) => isFilled(readValue(record, fact.name)))
                    .slice(0, mostFacts)
                    .map((fact) => (
                      <span key={fact.name} title={fact.label}>
                        <FieldValue field={fact} record={record} />
                      </span>
                    ))}
                </div>
                <select
                  className="input input-small"
                  aria-label={`${field?.label ?? by} of ${titleOf(collection, record)}`}
                  value={choice.value}
                  onChange={(event) => {
                    const next = choices.find(({ value }) => value === event.target.value);
                    if (next) void move(record.id, next);
                  }}
                >
                  {choices.map(({ value, label }) => (
                    <option key={value} value={value}>
                      {label}
                    </option>
                  ))}
                </select>
              </article>
            ))}
          </section>
        );
      })}
    </div>
  );
}
