import { Link } from "../router";
import { Card } from "../ui/card";
import { EmptyState } from "../ui/empty-state";

export function NotFound() {
  return (
    <div className="page">
      <h1 className="visually-hidden">Page not found</h1>
      <Card>
        <EmptyState
          icon="search"
          title="There is no such page"
          text="The address may be out of date."
          action={
            <Link to="/" className="button">
              Go to the first page
            </Link>
          }
        />
      </Card>
    </div>
  );
}
