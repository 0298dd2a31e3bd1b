import { useState } from "react";
import type { RecordBase } from "../data/store";
import { Link } from "../router";
import { Button } from "../ui/button";
import { Card } from "../ui/card";
import type { Choice, Field } from "./collection";
import { formatDay, formatTime, readValue, titleOf, toDate, toDayKey } from "./format";
import type { ListView } from "./use-list-view";

interface RecordCalendarProps<R extends RecordBase> {
  view: ListView<R>;
  /** The date by which records stand in the calendar. */
  by: string;
}

const monthFormat = new Intl.DateTimeFormat(undefined, { month: "long", year: "numeric" });
const weekdayFormat = new Intl.DateTimeFormat(undefined, { weekday: "short" });
const fullFormat = new Intl.DateTimeFormat(undefined, { dateStyle: "full" });
const mostInADay = 3;

/** 0 for a week that starts on Sunday, 1 for Monday, as the person's region has it. */
function readFirstDay(): number {
  const locale = new Intl.Locale(navigator.language) as Intl.Locale & {
    weekInfo?: { firstDay: number };
    getWeekInfo?(): { firstDay: number };
  };
  return ((locale.getWeekInfo?.() ?? locale.weekInfo)?.firstDay ?? 1) % 7;
}

/** The days a month's page shows: whole weeks. */
function listDays(month: Date, firstDay: number): Date[] {
  const lead = (month.getDay() - firstDay + 7) % 7;
  const length = new Date(month.getFullYear(), month.getMonth() + 1, 0).getDate();
  const count = Math.ceil((lead + length) / 7) * 7;
  return Array.from({ length: count }, (_, index) => new Date(month.getFullYear(), month.getMonth(), 1 - lead + index));
}

/** A month of records; on a phone the days that have any, one below the other. */
export function RecordCalendar<R extends RecordBase>({ view, by }: RecordCalendarProps<R>) {
  const { collection, records } = view;
  const [month, setMonth] = useState(() => new Date(new Date().getFullYear(), new Date().getMonth(), 1));
  const days = listDays(month, readFirstDay());
  const status: Field | undefined = collection.fields.find(({ type }) => type === "choice");
  const today = toDayKey(new Date());

  const byDay = new Map<string, R[]>();
  const dated = records.filter((record) => readValue(record, by)).sort((one, other) => String(readValue(one, by)).localeCompare(String(readValue(other, by))));
  for (const record of dated) {
    const key = toDayKey(toDate(String(readValue(record, by))));
    byDay.set(key, [...(byDay.get(key) ?? []), record]);
  }
  const turn = (months: number) => setMonth(new Date(month.getFullYear(), month.getMonth() + months, 1));
  const toneOf = (record: R): Choice["tone"] =>
    status?.choices?.find(({ value }) => value === readValue(record, status.name))?.tone ?? "accent";
  const filled = days.filter((day) => day.getMonth() === month.getMonth() && byDay.has(toDayKey(day)));

  return (
    <Card
      title={monthFormat.format(month)}
      isFlush
      action={
        <div className="page-actions">
          <Button onClick={() => setMonth(new Date(new Date().getFullYear(), new Date().getMonth(), 1))}>Today</Button>
          <Button icon="back" label="Previous month" onClick={() => turn(-1)} />
          <Button icon="forward" label="Next month" onClick={() => turn(1)} />
        </div>
      }
    >
      <div className="month">
        {days.slice(0, 7).map((day) => (
          <div key={day.getDay()} className="month-weekday" aria-hidden="true">
            {weekdayFormat.format(day)}
          </div>
        ))}
        {days.map((day) => {
          const inside = byDay.get(toDayKey(day)) ?? [];
          return (
            <div key={toDayKey(day)} className="month-day" data-other={day.getMonth() !== month.getMonth() || undefined} data-today={toDayKey(day) === today || undefined}>
              <span className="visually-hidden">{fullFormat.format(day)}</span>
              <span className="month-number numeric" aria-hidden="true">
                {day.getDate()}
              </span>
              {inside.slice(0, mostInADay).map((record) => (
                <Link key={record.id} to={`${collection.path}/${record.id}`} className={`month-record tone-${toneOf(record)}`}>
                  <b className="numeric">{formatTime(String(readValue(record, by)))}</b> {titleOf(collection, record)}
                </Link>
              ))}
              {inside.length > mostInADay && <span className="muted month-more">{`${inside.length - mostInADay} more`}</span>}
            </div>
          );
        })}
      </div>
      <div className="month-list">
        {filled.length === 0 && <p className="muted month-none">{`Nothing in ${monthFormat.format(month)}.`}</p>}
        {filled.map((day) => (
          <section key={toDayKey(day)}>
            <h3>{formatDay(toDayKey(day))}</h3>
            {(byDay.get(toDayKey(day)) ?? []).map((record) => (
              <Link key={record.id} to={`${collection.path}/${record.id}`} className={`month-record tone-${toneOf(record)}`}>
                <b className="numeric">{formatTime(String(readValue(record, by)))}</b> {titleOf(collection, record)}
              </Link>
            ))}
          </section>
        ))}
      </div>
    </Card>
  );
}
