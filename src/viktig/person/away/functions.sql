-- Whoever invites for the organisation of an ombud says that the ombud is away, or (null) back: one who is ill cannot always.
create or replace function set_ombud_away(presentation uuid, since date) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, public as $$
begin
  update person_presentation set away_since = since, stands_in = case when since is null then null else stands_in end
  where id = presentation and organisation_id = any(array(select open_organisations('administrator')));
  return found;
end $$;

-- How many people have an ombud of an organisation of whoever acts who is away now. No number below five.
create or replace function count_without_ombud(at_organisation uuid) returns bigint
language sql stable security definer set search_path = pg_catalog, public as $$
  select case when count(*) >= 5 then count(*) end from person_agreement a
  join person_presentation p on p.who = a.ombud and p.away_since is not null and p.organisation_id = at_organisation
  where a.status = 'active' and at_organisation = any(array(select open_organisations('administrator')))
$$;

-- The people whose ombud has been said to be away, to tell each of them.
create or replace function due_without_ombud(presentation uuid) returns table (who uuid, id uuid)
language sql stable security definer set search_path = pg_catalog, public as $$
  select a.person_id, a.id from person_agreement a
  join person_presentation p on p.who = a.ombud and p.id = presentation and p.away_since is not null
  where a.status = 'active'
$$;
