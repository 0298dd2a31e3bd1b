export { createEventPublisher } from "./create-event-publisher.ts";
export { createServiceStores, createUserStores } from "./create-stores.ts";
export { createTokenVerifier, type Identity, type TokenVerifierOptions } from "./create-token-verifier.ts";
export { DatabaseError } from "./database-error.ts";
export { readSessionToken } from "./read-session-token.ts";
export { rebaseLocalUrls } from "./rebase-local-urls.ts";
