import type { RecordBase } from "../data/store";
import { Icon, type IconName } from "../ui/icon";
import type { Field } from "./collection";
import type { ListView } from "./use-list-view";
import type { ViewMode } from "./use-view-mode";

interface ListToolbarProps<R extends RecordBase> {
  view: ListView<R>;
  /** Names of the choice fields that can be filtered. */
  filters?: string[];
  mode: ViewMode;
  modes: ViewMode[];
  onMode(mode: ViewMode): void;
}

const modeLooks: Record<ViewMode, { label: string; icon: IconName }> = {
  list: { label: "List", icon: "list" },
  board: { label: "Board", icon: "board" },
  calendar: { label: "Calendar", icon: "calendar" },
};

/** Search, filters, the number of records they leave, and the ways to look at them. */
export function ListToolbar<R extends RecordBase>({ view, filters = [], mode, modes, onMode }: ListToolbarProps<R>) {
  const { collection, records, total } = view;
  const fields: Field[] = collection.fields.filter(({ name }) => filters.includes(name));
  const noun = (total === 1 ? collection.singular : collection.plural).toLowerCase();

  return (
    <div className="toolbar" role="search">
      <div className="search">
        <Icon name="search" size={16} />
        <input
          className="input"
          type="search"
          aria-label={`Search ${collection.plural.toLowerCase()}`}
          placeholder={`Search ${collection.plural.toLowerCase()}`}
          value={view.query}
          onChange={(event) => view.setQuery(event.target.value)}
        />
      </div>
      {fields.map((field) => (
        <select
          key={field.name}
          className="input"
          aria-label={`Filter by ${field.label.toLowerCase()}`}
          value={view.filters[field.name] ?? ""}
          onChange={(event) => view.setFilter(field.name, event.target.value)}
        >
          <option value="">{`${field.label}: any`}</option>
          {field.choices?.map((choice) => (
            <option key={choice.value} value={choice.value}>
              {choice.label}
            </option>
          ))}
        </select>
      ))}
      <span className="toolbar-count numeric" role="status">
        {records.length === total ? `${total} ${noun}` : `${records.length} of ${total} ${noun}`}
      </span>
      {modes.length > 1 && (
        <div className="segments" role="group" aria-label="View">
          {modes.map((other) => (
            <button
              key={other}
              type="button"
              aria-label={modeLooks[other].label}
              title={modeLooks[other].label}
              aria-pressed={mode === other}
              onClick={() => onMode(other)}
            >
              <Icon name={modeLooks[other].icon} size={16} />
            </button>
          ))}
        </div>
      )}
    </div>
  );
}
