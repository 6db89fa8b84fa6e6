-- The presentations that stand now: of ombuds who still work as one where they say they do. For whoever is signed in.
create or replace function open_presentations() returns setof uuid
language sql stable security definer set search_path = pg_catalog, public as $$
  select p.id from person_presentation p
  join ground_membership m on m.who = p.who and m.organisation_id = p.organisation_id and m.role = 'ombud'
  where acting_who() is not null
$$;

-- Those whose ombud works as one for an organisation and for no other: their agreements end with it.
create or replace function due_agreements(ended uuid) returns table (who uuid, id uuid)
language sql stable security definer set search_path = pg_catalog, public as $$
  select a.person_id, a.id from person_agreement a
  join ground_membership m on m.who = a.ombud and m.organisation_id = ended and m.role = 'ombud'
  where a.status = 'active' and not exists (
    select from ground_membership o where o.who = a.ombud and o.role = 'ombud' and o.organisation_id <> ended)
$$;

-- Whoever acts stops being the ombud of a person: their agreement ends, and so does what the person shares with them in
-- the room `ombud`, also with an ombud who stepped in. Only the agreement with whoever acts. Returns it if it ended, or null.
create or replace function give_back(of_person uuid, today date) returns uuid
language plpgsql security definer set search_path = pg_catalog, public as $$
declare ended uuid;
begin
  update person_agreement set status = 'ended', ended_on = today
  where person_id = of_person and ombud = acting_who() and status = 'active' returning id into ended;
  if ended is not null then
    update ground_share set starts_at = least(starts_at, now() - interval '1 microsecond'), ends_at = now()
    where person_id = of_person and room = 'ombud' and ends_at > now()
      and (receiver = acting_who() or item is null and receiver in (select who from person_presentation));
  end if;
  return ended;
end $$;
