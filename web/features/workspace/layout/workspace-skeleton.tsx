import { LoadingRegion, Skeleton } from "#web/components/skeleton.tsx";

/** The workspace while it is being read: the same lines in the same places. */
export const WorkspaceSkeleton = () => (
  <LoadingRegion label="Loading the workspace">
    <div className="flex h-dvh flex-col">
      <div className="flex h-12 shrink-0 items-center gap-3 border-b px-3">
        <Skeleton className="size-6 rounded-full" />
        <Skeleton className="h-4 w-36" />
        <Skeleton className="h-4 w-28 max-sm:hidden" />
        <span className="flex-1" />
        <Skeleton className="h-7 w-48 max-sm:hidden" />
      </div>
      <div className="flex min-h-0 flex-1">
        <div className="flex w-full flex-col justify-end gap-4 p-4 lg:w-[400px] lg:border-r">
          <Skeleton className="ml-auto h-14 w-4/5 rounded-xl" />
          <Skeleton className="h-4 w-2/3" />
          <Skeleton className="h-4 w-1/2" />
          <Skeleton className="h-24 w-full rounded-xl" />
        </div>
        <div className="hidden min-w-0 flex-1 flex-col lg:flex">
          <div className="flex h-10 items-center gap-4 border-b px-4">
            {[1, 2, 3, 4].map((number) => (
              <Skeleton key={number} className="h-3.5 w-16" />
            ))}
          </div>
          <div className="flex-1" />
        </div>
        <div className="hidden w-[300px] flex-col gap-4 border-l p-4 lg:flex">
          {[1, 2, 3, 4, 5].map((number) => (
            <div key={number} className="flex flex-col gap-2">
              <Skeleton className="h-3.5 w-4/5" />
              <Skeleton className="h-3 w-1/2" />
            </div>
          ))}
        </div>
      </div>
    </div>
  </LoadingRegion>
);
