import type { ReactNode } from "react";
import type { RecordBase } from "../data/store";
import { Card } from "../ui/card";
import { EmptyState } from "../ui/empty-state";
import type { FieldName } from "./collection";
import { ListToolbar } from "./list-toolbar";
import { RecordBoard } from "./record-board";
import { RecordCalendar } from "./record-calendar";
import { RecordTable } from "./record-table";
import type { ListView } from "./use-list-view";
import { useViewMode, type ViewMode } from "./use-view-mode";

interface RecordListProps<R extends RecordBase> {
  view: ListView<R>;
  isLoading: boolean;
  error: string | null;
  columns: FieldName<R>[];
  /** Names of the choice fields a person can filter by. */
  filters?: FieldName<R>[];
  /** The choice whose values are the columns of a board. */
  boardBy?: FieldName<R>;
  /** The date by which records stand in a calendar. */
  calendarBy?: FieldName<R>;
  onEdit(record: R): void;
  /** Shown when there are no records at all. */
  empty: ReactNode;
}

/** A list of records as a table, a board or a calendar, and what stands in for them while they load or cannot be read. */
export function RecordList<R extends RecordBase>(props: RecordListProps<R>) {
  const { view, isLoading, error, filters, boardBy, calendarBy, empty } = props;
  const modes: ViewMode[] = ["list", ...(boardBy ? ["board" as const] : []), ...(calendarBy ? ["calendar" as const] : [])];
  const [mode, setMode] = useViewMode(view.collection.name, modes);

  if (error) {
    return (
      <p className="notice" role="alert">
        {error}
      </p>
    );
  }
  if (isLoading) {
    return (
      <Card isFlush>
        <div role="status" aria-label="Loading">
          <div className="skeleton" />
          <div className="skeleton" />
          <div className="skeleton" />
        </div>
      </Card>
    );
  }
  if (view.total === 0) return <Card isFlush>{empty}</Card>;
  return (
    <>
      <ListToolbar view={view} filters={filters} mode={mode} modes={modes} onMode={setMode} />
      <Records {...props} mode={mode} />
    </>
  );
}

function Records<R extends RecordBase>({ view, columns, boardBy, calendarBy, onEdit, mode }: RecordListProps<R> & { mode: ViewMode }) {
  if (view.records.length === 0) {
    return (
      <Card isFlush>
        <EmptyState icon="search" title="Nothing matches" text="Try another word, or take a filter away." />
      </Card>
    );
  }
  if (mode === "board" && boardBy) return <RecordBoard view={view} by={boardBy} columns={columns} />;
  if (mode === "calendar" && calendarBy) return <RecordCalendar view={view} by={calendarBy} />;
  return (
    <Card isFlush>
      <RecordTable view={view} columns={columns} onEdit={onEdit} />
    </Card>
  );
}
