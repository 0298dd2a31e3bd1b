-- Nothing is reachable by default: each later migration grants access and sets row level security beside its table.
alter default privileges in schema public revoke all on tables from anon, authenticated;
