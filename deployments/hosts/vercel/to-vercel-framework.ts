/** Frameworks that Vercel's API takes by name, of those our templates and most people's apps use. */
const frameworks = [
  "nextjs",
  "vite",
  "astro",
  "remix",
  "react-router",
  "sveltekit-1",
  "nuxtjs",
  "gatsby",
  "angular",
  "vue",
  "create-react-app",
  "solidstart-1",
  "preact",
  "docusaurus-2",
  "eleventy",
  "hono",
  "express",
] as const;

export type VercelFramework = (typeof frameworks)[number];

/** Vercel's name for a detected framework; null lets Vercel treat the project as one without. */
export const toVercelFramework = (detected: string): VercelFramework | null =>
  frameworks.find((name) => name === detected) ?? null;
