/** What the policy depends on beside the nonce. */
export interface PolicyOptions {
  nonce: string;
  /** Public address of the installation, `http://localhost:3000`. */
  appUrl: string;
  /** Supabase's address when it is not served by this installation. */
  supabaseUrl: string | undefined;
  /** GitHub's pages: the form that makes a GitHub App is sent there. */
  githubUrl: string;
  /** Where previews come from that are not this installation's, as sources of the policy. */
  foreignPreviews: readonly string[];
  isDevelopment: boolean;
}

const toSocket = (origin: string): string => origin.replace(/^http/, "ws");

/**
 * The content security policy of every page (A29): scripts run only with this request's nonce, or when loaded by one
 * that does. Inline `style` attributes stay allowed, because positioned layers are placed by them; style elements
 * need the nonce too. Frames may show previews, by way of the redirect that lets their owner in, and nothing else; nobody
 * may frame us.
 */
export const contentSecurityPolicy = (options: PolicyOptions): string => {
  const { protocol, host, origin } = new URL(options.appUrl);
  const supabase = options.supabaseUrl === undefined ? [] : [new URL(options.supabaseUrl).origin];
  const connections = [origin, toSocket(origin), ...supabase, ...supabase.map(toSocket)];
  // Beside those of other hosts: each project chooses its own, and may have chosen another one before.
  const ours = [`${protocol}//*.preview.${host}`, `${protocol}//*.live.${host}`, `${origin}/api/preview-access`];
  const frames = [...ours, ...options.foreignPreviews];
  const directives: Record<string, string[]> = {
    "default-src": ["'self'"],
    "script-src": [
      "'self'",
      `'nonce-${options.nonce}'`,
      "'strict-dynamic'",
      ...(options.isDevelopment ? ["'unsafe-eval'"] : []),
    ],
    // Development tools write style elements of their own, and a nonce would switch 'unsafe-inline' off.
    "style-src": ["'self'", options.isDevelopment ? "'unsafe-inline'" : `'nonce-${options.nonce}'`],
    "style-src-attr": ["'unsafe-inline'"],
    "img-src": ["'self'", "blob:", "data:"],
    "font-src": ["'self'"],
    "connect-src": ["'self'", ...connections],
    "frame-src": frames,
    "worker-src": ["'self'", "blob:"],
    "manifest-src": ["'self'"],
    "object-src": ["'none'"],
    "base-uri": ["'none'"],
    "form-action": ["'self'", new URL(options.githubUrl).origin],
    "frame-ancestors": ["'none'"],
  };
  return Object.entries(directives)
    .map(([name, sources]) => `${name} ${[...new Set(sources)].join(" ")}`)
    .join("; ");
};
