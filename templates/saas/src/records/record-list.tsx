import type { ReactNode } from "react";
import type { RecordBase } from "../data/store";
import { Card } from "../ui/card";
import type { FieldName } from "./collection";
import { ListToolbar } from "./list-toolbar";
import { RecordTable } from "./record-table";
import type { ListView } from "./use-list-view";

interface RecordListProps<R extends RecordBase> {
  view: ListView<R>;
  isLoading: boolean;
  error: string | null;
  columns: FieldName<R>[];
  /** Names of the choice fields a person can filter by. */
  filters?: FieldName<R>[];
  onEdit(record: R): void;
  empty: ReactNode;
}

/** Toolbar and table, and what stands in for them while records load or when they cannot be read. */
export function RecordList<R extends RecordBase>({ view, isLoading, error, columns, filters, onEdit, empty }: RecordListProps<R>) {
  if (error) {
    return (
      <p className="notice" role="alert">
        {error}
      </p>
    );
  }
  return (
    <>
      {view.total > 0 && <ListToolbar view={view} filters={filters} />}
      <Card isFlush>
        {isLoading ? (
          <div role="status" aria-label="Loading">
            <div className="skeleton" />
            <div className="skeleton" />
            <div className="skeleton" />
          </div>
        ) : (
          <RecordTable view={view} columns={columns} onEdit={onEdit} empty={empty} />
        )}
      </Card>
    </>
  );
}
