import { appConfig } from "../app-config";
import type { FieldValue, RecordBase } from "../data/store";
import type { AnyCollection, Field } from "./collection";

export const readValue = (record: RecordBase, name: string): FieldValue =>
  (record as unknown as Record<string, FieldValue>)[name];

export const titleOf = (collection: Pick<AnyCollection, "titleField" | "singular">, record: RecordBase) =>
  String(readValue(record, collection.titleField) ?? "") || `Untitled ${collection.singular.toLowerCase()}`;

const moneyFormat = new Intl.NumberFormat(undefined, { style: "currency", currency: appConfig.currency });
const numberFormat = new Intl.NumberFormat();
const dateFormat = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short", year: "numeric" });
const timeFormat = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit" });
const dayFormat = new Intl.DateTimeFormat(undefined, { weekday: "short", day: "numeric", month: "short" });

/** A date without time is a day in the person's own zone, not midnight in Greenwich. */
export const toDate = (value: string) => new Date(value.length === 10 ? `${value}T00:00` : value);

/** The day of a date in the person's own zone, as YYYY-MM-DD. */
export const toDayKey = (date: Date) =>
  [date.getFullYear(), date.getMonth() + 1, date.getDate()].map((part) => String(part).padStart(2, "0")).join("-");

export const formatMoney = (amount: number) => moneyFormat.format(amount);

export const formatDay = (value: string) => {
  const days = daysFromToday(value);
  if (days === 0) return "Today";
  if (days === 1) return "Tomorrow";
  if (days === -1) return "Yesterday";
  return dayFormat.format(toDate(value));
};

export const formatTime = (value: string) => (value.length === 10 ? "" : timeFormat.format(toDate(value)));

/** Whole days between today and a date; negative when it has passed. */
export function daysFromToday(value: string) {
  const midnight = (date: Date) => Date.UTC(date.getFullYear(), date.getMonth(), date.getDate());
  return Math.round((midnight(toDate(value)) - midnight(new Date())) / 86_400_000);
}

export const isUpcoming = (value: string | null | undefined): value is string =>
  typeof value === "string" && value !== "" && daysFromToday(value) >= 0;

export const initialsOf = (title: string) =>
  title
    .split(/\s+/)
    .slice(0, 2)
    .map((word) => word.charAt(0).toUpperCase())
    .join("");

/** A field's value as people read it; relations are resolved by the component that shows them. */
export function formatValue(field: Field, value: FieldValue): string {
  if (value === null || value === undefined || value === "") return "";
  switch (field.type) {
    case "money":
      return formatMoney(Number(value));
    case "number":
      return field.unit ? `${numberFormat.format(Number(value))} ${field.unit}` : numberFormat.format(Number(value));
    case "date":
      return dateFormat.format(toDate(String(value)));
    case "dateTime":
      return `${formatDay(String(value))}, ${formatTime(String(value))}`;
    case "checkbox":
      return value ? "Yes" : "No";
    case "choice":
      return field.choices?.find((choice) => choice.value === value)?.label ?? String(value);
    default:
      return String(value);
  }
}
