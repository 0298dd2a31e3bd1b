import { Welcome } from "./pages/welcome";
import type { Route } from "./router";

/** Every page of the app. Those with `menu` are listed in the navigation, in this order. */
export const routes: Route[] = [
  { path: "/", page: Welcome, menu: { label: "Welcome", icon: "home" } },
];
