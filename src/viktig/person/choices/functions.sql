-- What people wanted to look back at on a day: where the daily reminder begins.
create or replace function due_choices(today date) returns table (who uuid, id uuid)
language sql stable security definer set search_path = pg_catalog, public as $$
  select c.person_id, c.id from person_choosing c where c.review_on = today
$$;
