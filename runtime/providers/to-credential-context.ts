/**
 * What a sealed key is bound to: its provider and its address. Who can write the table, but does not have the
 * installation's key, cannot send a key anywhere else by changing the address beside it.
 */
export const toCredentialContext = ({ provider, baseUrl }: { provider: string; baseUrl: string }): string =>
  `provider_credentials/${provider} ${baseUrl}`;
