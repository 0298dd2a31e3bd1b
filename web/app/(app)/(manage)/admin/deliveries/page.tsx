import type { Metadata } from "next";
import { DeliveryList } from "#web/features/admin/deliveries/delivery-list.tsx";

export const metadata: Metadata = { title: "Webhooks" };

const DeliveriesPage = () => <DeliveryList />;

export default DeliveriesPage;
