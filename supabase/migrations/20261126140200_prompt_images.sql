-- Images that people attach to prompts. Base64, as every provider takes it: a picture of a screen is some hundred kilobytes
-- by then, and is read a handful of times.
create table public.prompt_images (
  id uuid primary key default gen_random_uuid(),
  project_id uuid not null references public.projects (id) on delete cascade,
  created_by uuid not null references public.profiles (id) on delete cascade,
  name text not null check (char_length(name) between 1 and 200),
  media_type text not null check (media_type in ('image/png', 'image/jpeg', 'image/webp', 'image/gif')),
  bytes integer not null check (bytes between 1 and 3670016),
  data text not null,
  created_at timestamptz not null default now()
);
create index prompt_images_by_project on public.prompt_images (project_id);
create index prompt_images_by_creator on public.prompt_images (created_by);
alter table public.prompt_images enable row level security;
grant select on public.prompt_images to authenticated;
grant all on public.prompt_images to service_role;
create policy "owners read images of prompts" on public.prompt_images for select to authenticated
  using (project_id in (select private.owned_projects()));
