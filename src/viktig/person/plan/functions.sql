-- People in whose plan a day has passed of which nobody was told: something others should have done, or to look again.
create or replace function due_plans(day date) returns table (who uuid, id uuid)
language sql stable security definer set search_path = pg_catalog, public as $$
  select p.person_id, p.id from person_plan p
  where p.status not in ('ended', 'declined') and (
    p.review_on <= day and p.reminded_on is null
    or exists (
      select from person_measure m
      where m.plan_id = p.id and m.side <> 'me' and m.reminded_on is null and m.due_on < day
        and m.status in ('planned', 'waiting', 'in_progress')))
$$;
