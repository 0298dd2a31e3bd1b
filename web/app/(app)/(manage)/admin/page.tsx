import { redirect } from "next/navigation";
import { adminPlaces } from "#web/features/admin/admin-nav.tsx";

const AdminPage = () => redirect(adminPlaces[0].href);

export default AdminPage;
