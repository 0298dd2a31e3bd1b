/** The library behind DropdownMenu, in a chunk of its own that is loaded when a menu is about to open. */
export { DropdownMenu as menuParts } from "radix-ui";
