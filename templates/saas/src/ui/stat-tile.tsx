import { Link } from "../router";
import { Icon, type IconName } from "./icon";

interface StatTileProps {
  label: string;
  value: string | number;
  hint: string;
  icon: IconName;
  to: string;
}

/** One figure of the dashboard, which leads to the records behind it. */
export function StatTile({ label, value, hint, icon, to }: StatTileProps) {
  return (
    <Link to={to} className="card stat">
      <span className="stat-label">
        {label}
        <Icon name={icon} />
      </span>
      <span className="stat-value">{value}</span>
      <span className="stat-hint">{hint}</span>
    </Link>
  );
}
