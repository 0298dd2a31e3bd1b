import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

export default defineConfig({
  plugins: [react()],
  // Relative addresses: the build works at the root of a domain and in a folder.
  base: "./",
  // Scripts and styles stay files of their own, so that a strict Content-Security-Policy holds.
  build: { assetsInlineLimit: 0, modulePreload: { polyfill: false } },
});
