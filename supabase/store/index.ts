export { createEventPublisher } from "./create-event-publisher.ts";
export { createStores } from "./create-stores.ts";
export { createTokenVerifier, type Identity } from "./create-token-verifier.ts";
export { DatabaseError } from "./database-error.ts";
export { readSessionToken } from "./read-session-token.ts";
