import { serveAction } from "../_shared/serve-action.ts";

serveAction();
