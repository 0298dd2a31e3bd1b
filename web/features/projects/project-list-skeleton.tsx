import { LoadingRegion, Skeleton } from "#web/components/skeleton.tsx";

const places = ["one", "two", "three", "four", "five", "six"];

/** The list's shape, before it is there. */
export const ProjectListSkeleton = () => (
  <LoadingRegion label="Loading projects">
    <div className="mb-7 flex flex-wrap items-center gap-3">
      <span className="flex-1 text-2xl font-semibold max-sm:basis-full">Projects</span>
      <Skeleton className="h-9 flex-1 rounded-md sm:w-60 sm:flex-none" />
      <Skeleton className="h-8.5 w-32 rounded-md" />
    </div>
    <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
      {places.map((place) => (
        <div key={place} className="flex h-29 flex-col gap-4 rounded-xl bg-surface p-4 ring-1 ring-line">
          <div className="flex items-start gap-3">
            <Skeleton className="size-9 rounded-lg" />
            <div className="flex flex-1 flex-col gap-2 pt-1">
              <Skeleton className="h-3.5 w-3/5" />
              <Skeleton className="h-2.5 w-2/5" />
            </div>
          </div>
          <Skeleton className="mt-auto h-3 w-1/3" />
        </div>
      ))}
    </div>
  </LoadingRegion>
);
