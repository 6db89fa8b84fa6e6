-- What people have said and still wait for: where the hourly look for answers begins.
create or replace function due_said() returns table (who uuid, id uuid)
language sql stable security definer set search_path = pg_catalog, public as $$
  select s.person_id, s.id from person_said s where s.is_open
$$;
