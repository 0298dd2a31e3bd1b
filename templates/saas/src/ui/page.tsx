import type { ReactNode } from "react";
import { Link } from "../router";
import { Icon } from "./icon";

interface PageProps {
  title: string;
  description?: string;
  back?: { to: string; label: string };
  actions?: ReactNode;
  children: ReactNode;
}

export function Page({ title, description, back, actions, children }: PageProps) {
  return (
    <div className="page">
      <header className="page-header">
        <div>
          {back && (
            <Link to={back.to} className="back-link">
              <Icon name="back" size={15} />
              {back.label}
            </Link>
          )}
          <h1>{title}</h1>
          {description && <p>{description}</p>}
        </div>
        {actions && <div className="page-actions">{actions}</div>}
      </header>
      {children}
    </div>
  );
}
