-- The stories that people have told: where the hourly look for news begins.
create or replace function due_stories() returns table (who uuid, id uuid)
language sql stable security definer set search_path = pg_catalog, public as $$
  select t.person_id, t.id from person_told t
$$;
