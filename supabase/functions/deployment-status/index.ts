import { serveWebhook } from "../_shared/serve-webhook.ts";

serveWebhook();
