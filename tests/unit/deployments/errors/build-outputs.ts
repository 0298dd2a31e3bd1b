/** What tools really print when they fail, shortened, and what is to be made of it. */
export const buildOutputs: {
  name: string;
  step: string;
  output: string;
  code: string;
  message: string;
  place: string;
}[] = [
  {
    name: "an import that Vite cannot find in the packages",
    step: "build",
    output: `dist/assets/index-B5dHo2VF.js  245.61 kB │ gzip: 76.41 kB
\u001B[31m✗\u001B[39m Build failed in 4.64s
[PLUGIN_TIMINGS] JavaScript callbacks ran for 2.5s of this 4.2s build (60%).
\u001B[31merror during build:
\u001B[31mBuild failed with 1 error:
Error: [vite]: Rolldown failed to resolve import "left-padder" from "/app/src/main.tsx".
This is most likely unintended because it can break your application at runtime.
    at viteLog (file:///app/node_modules/vite/dist/node/chunks/node.js:34880:57)`,
    code: "missing_dependency",
    message: "The build needs left-padder, which is not there.",
    place: `Rolldown failed to resolve import "left-padder" from "/app/src/main.tsx"`,
  },
  {
    name: "an import of a file that is not there, from Vite",
    step: "build",
    output: `✓ 3 modules transformed.
✗ Build failed in 842ms
error during build:
[UNRESOLVED_IMPORT] Could not resolve './nowhere' in src/main.tsx
   ╭─[ src/main.tsx:1:15 ]
 1 │ import x from "./nowhere";`,
    code: "missing_file",
    message: "The build needs the file ./nowhere, which is not there.",
    place: "src/main.tsx:1:15",
  },
  {
    name: "a missing export, from Vite",
    step: "build",
    output: `error during build:
[MISSING_EXPORT] "nothing" is not exported by "src/app-config.ts".
   ╭─[ src/main.tsx:1:10 ]`,
    code: "missing_export",
    message: "nothing is imported, but not exported by src/app-config.ts.",
    place: "src/main.tsx:1:10",
  },
  {
    name: "code that cannot be read, from Vite",
    step: "build",
    output: `Build failed with 1 error:
[builtin:vite-transform] Unexpected token
    ╭─[ src/app.tsx:30:7 ]
 30 │ const = ;`,
    code: "syntax_error",
    message: "The code cannot be read: Unexpected token",
    place: "const = ;",
  },
  {
    name: "a type error, from tsc",
    step: "typecheck",
    output: `> tsc --noEmit
src/app.tsx(30,7): error TS2322: Type 'string' is not assignable to type 'number'.`,
    code: "type_error",
    message: "TypeScript refuses the code (TS2322): Type 'string' is not assignable to type 'number'.",
    place: "src/app.tsx(30,7)",
  },
  {
    name: "a module that tsc cannot find",
    step: "typecheck",
    output: "src/app.tsx(1,19): error TS2307: Cannot find module 'zod' or its corresponding type declarations.",
    code: "type_error",
    message: "TypeScript refuses the code (TS2307): Cannot find module 'zod' or its corresponding type declarations.",
    place: "src/app.tsx(1,19)",
  },
  {
    name: "a type error, from Next",
    step: "build",
    output: `▲ Next.js 16.4.6 (Turbopack)
✓ Compiled successfully in 3.1s
  Running TypeScript ...
Failed to type check.

./app/page.tsx:3:9
Type error: Type 'string' is not assignable to type 'number'.
  1 | export default function Page() {`,
    code: "type_error",
    message: "TypeScript refuses the code: Type 'string' is not assignable to type 'number'.",
    place: "./app/page.tsx:3:9",
  },
  {
    name: "a module that Next cannot find",
    step: "build",
    output: `> Build error occurred
Error: Turbopack build failed with 1 errors:
./app/page.tsx:1:1
Module not found: Can't resolve 'left-padder'
> 1 | import x from "left-padder";`,
    code: "missing_dependency",
    message: "The build needs left-padder, which is not there.",
    place: "./app/page.tsx:1:1",
  },
  {
    name: "a font from Google, in Next",
    step: "build",
    output: "next/font: error:\nFailed to fetch `Inter` from Google Fonts.",
    code: "network_needed",
    message: "The build wants to reach Inter, and builds have no network.",
    place: "Google Fonts",
  },
  {
    name: "a request in a build",
    step: "build",
    output: `TypeError: fetch failed
    at node:internal/deps/undici/undici:13456:23
  [cause]: Error: getaddrinfo EAI_AGAIN api.example.com
    errno: -3001`,
    code: "network_needed",
    message: "The build wants to reach api.example.com, and builds have no network.",
    place: "getaddrinfo EAI_AGAIN api.example.com",
  },
  {
    name: "a heap that is full",
    step: "build",
    output: `<--- Last few GCs --->
[52:0x1] 8123 ms: Mark-Compact (reduce) 2046.9 (2083.6) -> 2045.9 (2083.8) MB
FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory
----- Native stack trace -----
Aborted (core dumped)`,
    code: "out_of_memory",
    message: "The build ran out of memory.",
    place: "JavaScript heap out of memory",
  },
  {
    name: "a file that is too large",
    step: "build",
    output: "Error: EFBIG: file too large, write\n    at async open (node:internal/fs/promises:639:25)",
    code: "disk_full",
    message: "The build wrote more than it may.",
    place: "EFBIG",
  },
  {
    name: "a command that is not there",
    step: "build",
    output: "> app@0.1.0 build\n> vite-nope build\nsh: 1: vite-nope: not found",
    code: "unknown_script",
    message: "There is no vite-nope to run.",
    place: "vite-nope: not found",
  },
  {
    name: "a script that is not there",
    step: "build",
    output: `npm error Missing script: "build"\nnpm error\nnpm error To see a list of scripts, run:`,
    code: "unknown_script",
    message: "There is no build to run.",
    place: "Missing script",
  },
  {
    name: "a variable that is not set",
    step: "build",
    output: "Error: Missing environment variable: DATABASE_URL\n    at Object.<anonymous> (/app/src/env.js:3:9)",
    code: "missing_variable",
    message: "The build needs the environment variable DATABASE_URL.",
    place: "DATABASE_URL",
  },
  {
    name: "a variable that must be set, said the other way round",
    step: "build",
    output: "Error: STRIPE_SECRET_KEY is not set",
    code: "missing_variable",
    message: "The build needs the environment variable STRIPE_SECRET_KEY.",
    place: "STRIPE_SECRET_KEY",
  },
  {
    name: "a variable that Supabase misses",
    step: "build",
    output:
      'Error occurred prerendering page "/"\nError: supabaseUrl is required: process.env.NEXT_PUBLIC_SUPABASE_URL is undefined',
    code: "missing_variable",
    message: "The build needs the environment variable NEXT_PUBLIC_SUPABASE_URL.",
    place: "supabaseUrl is required",
  },
  {
    name: "a lockfile that does not fit",
    step: "install",
    output: `npm error code EUSAGE
npm error
npm error \`npm ci\` can only install packages when your package.json and package-lock.json or npm-shrinkwrap.json are in sync.
npm error Missing: left-pad@1.3.0 from lock file`,
    code: "lockfile_stale",
    message: "package-lock.json does not fit package.json.",
    place: "EUSAGE",
  },
  {
    name: "a package that does not exist",
    step: "install",
    output: `npm error code E404
npm error 404 Not Found - GET https://registry.npmjs.org/no-such-package - Not found
npm error 404
npm error 404  'no-such-package@^1.0.0' is not in this registry.`,
    code: "package_not_found",
    message: "The package no-such-package does not exist in the registry.",
    place: "E404",
  },
  {
    name: "a version that does not exist",
    step: "install",
    output: "npm error code ETARGET\nnpm error notarget No matching version found for @scope/thing@9.9.9.",
    code: "package_not_found",
    message: "The package @scope/thing@9.9.9 does not exist in the registry.",
    place: "ETARGET",
  },
  {
    name: "versions that are all too young",
    step: "install",
    output:
      "npm error code ETARGET\nnpm error notarget No matching version found for thing@~1.2.0 with a date before 11/19/2026, 12:00:00 AM.",
    code: "package_too_new",
    message: "Every version of thing@~1.2.0 that fits was published only days ago.",
    place: "with a date before",
  },
  {
    name: "a package from an address",
    step: "install",
    output: `npm error code E404
npm error 404 Not Found - GET http://127.0.0.1:44835/helper.tgz - Not found
npm error 404  The requested resource 'helper@http://127.0.0.1:9/helper.tgz' could not be found or you do not have permission to access it.`,
    code: "package_source_refused",
    message: "A package brings helper from an address that is not the package registry.",
    place: "helper@http://127.0.0.1:9/helper.tgz",
  },
  {
    name: "peer dependencies that do not agree",
    step: "install",
    output: `npm error code ERESOLVE
npm error ERESOLVE unable to resolve dependency tree
npm error While resolving: app@0.0.0
npm error Found: react@19.3.1`,
    code: "dependency_conflict",
    message: "The dependencies do not fit each other, beginning with app@0.0.0.",
    place: "react@19.3.1",
  },
  {
    name: "a registry that does not answer",
    step: "install",
    output: "npm error code ETIMEDOUT\nnpm error network request to https://registry.npmjs.org/react failed, reason: ",
    code: "registry_unreachable",
    message: "The package registry could not be reached.",
    place: "ETIMEDOUT",
  },
  {
    name: "a damaged archive",
    step: "install",
    output:
      "npm error code EINTEGRITY\nnpm error sha512-abc integrity checksum failed when using sha512: wanted sha512-abc but got sha512-def.",
    code: "package_damaged",
    message: "A package is not what the lockfile says it was.",
    place: "EINTEGRITY",
  },
  {
    name: "an author the host refuses",
    step: "build",
    output: "Error: Git author ai@letscode.dev must have access to the team acme on Vercel to create deployments.",
    code: "author_refused",
    message: "The deploy host does not take commits of ai@letscode.dev.",
    place: "must have access to the team acme",
  },
  {
    name: "a limit of the account, from Vercel",
    step: "build",
    output: `Error: Resource is limited - try again in 24 hours (more than 100, code: "api-deployments-free-per-day").`,
    code: "quota_reached",
    message: "The deploy host builds nothing more for now: a limit of the account is reached.",
    place: "try again in 24 hours",
  },
  {
    name: "build minutes that are used up, from Render",
    step: "build",
    output: "==> Build canceled: you have used all of your free pipeline minutes this month",
    code: "quota_reached",
    message: "The deploy host builds nothing more for now: a limit of the account is reached.",
    place: "pipeline minutes",
  },
  {
    name: "a build that takes too long elsewhere",
    step: "build",
    output: `Collecting page data ...
Error: The build exceeded the maximum build time of 45 minutes.`,
    code: "timed_out",
    message: "It took longer than it may and was stopped.",
    place: "45 minutes",
  },
];
