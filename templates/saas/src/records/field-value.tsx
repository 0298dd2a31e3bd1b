import type { RecordBase } from "../data/store";
import { Link } from "../router";
import { Badge } from "../ui/badge";
import type { Field } from "./collection";
import { formatValue, readValue } from "./format";
import { useRelated } from "./use-records";

/** Shows one field of a record: a badge, a link or plain text. */
export function FieldValue({ field, record }: { field: Field; record: RecordBase }) {
  const value = readValue(record, field.name);
  const shown = formatValue(field, value);
  if (field.type === "relation") return <RelatedLink field={field} record={record} />;
  if (shown === "") return <span className="muted">–</span>;
  if (field.type === "choice") {
    return <Badge tone={field.choices?.find((choice) => choice.value === value)?.tone}>{shown}</Badge>;
  }
  if (field.type === "email") return <a href={`mailto:${shown}`}>{shown}</a>;
  if (field.type === "phone") return <a href={`tel:${shown.replace(/[^+\d]/g, "")}`}>{shown}</a>;
  if (field.type === "url" && /^https?:\/\//i.test(shown)) {
    return (
      <a href={shown} target="_blank" rel="noreferrer">
        {shown.replace(/^https?:\/\/(www\.)?/i, "")}
      </a>
    );
  }
  return <>{shown}</>;
}

function RelatedLink({ field, record }: { field: Field; record: RecordBase }) {
  const related = useRelated(field, record);
  return related ? <Link to={related.path}>{related.title}</Link> : <span className="muted">–</span>;
}
