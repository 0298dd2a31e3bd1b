export { createSecretBox } from "./create-secret-box.ts";
