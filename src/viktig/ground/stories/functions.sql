-- The places from which whoever acts checks stories: those of the user organisations that they moderate for, and what lies
-- in them. As with voices, a user organisation that takes part goes before one that does not.
create or replace function checked_places() returns setof varchar
language sql stable security definer set search_path = pg_catalog, public as $$
  with recursive ours as (
    select o.place_id, takes_part(o.id) as takes_part from ground_organisation o
    where o.id = any(array(select open_organisations('moderator'))) and o.kind = 'user_organisation'
      and o.closed_on is null
  ), under as (
    select place_id as code, takes_part from ours
    union
    select p.code, u.takes_part from under u join ground_place p on p.parent_id = u.code
  ), held as (
    select o.place_id as code from ground_userskey k join ground_organisation o on o.id = k.organisation_id where k.counts
    union
    select p.code from held h join ground_place p on p.parent_id = h.code)
  select distinct u.code from under u where u.takes_part or u.code not in (select code from held)
$$;

-- The user organisations that check what is told in a place: those there and above that have somebody who checks.
create or replace function checkers_of_stories(at_place text) returns setof uuid
language sql stable security definer set search_path = pg_catalog, public as $$
  with recursive above as (
    select code, parent_id from ground_place where code = at_place
    union
    select p.code, p.parent_id from above a join ground_place p on p.code = a.parent_id
  ), held as (
    select 1 from ground_userskey k join ground_organisation o on o.id = k.organisation_id
    join above a on a.code = o.place_id where k.counts)
  select o.id from ground_organisation o join above a on a.code = o.place_id
  where o.kind = 'user_organisation' and o.closed_on is null
    and exists (select from ground_membership m where m.organisation_id = o.id and m.role = 'moderator')
    and (takes_part(o.id) or not exists (select from held))
$$;

-- Nobody but the one who told it changes what was told, or says yes to another text: the worker brings it.
create or replace function keep_the_story() returns trigger
language plpgsql set search_path = pg_catalog, public as $$
begin
  if acting_who() is not null and (
    (old.words, old.name, old.area, old.kind, old.language, old.place_id, old.receipt_digest, old.told_on, old.answer)
    is distinct from
    (new.words, new.name, new.area, new.kind, new.language, new.place_id, new.receipt_digest, new.told_on, new.answer)
    or (new.status in ('waiting', 'agreed', 'declined') and new.status <> old.status)) then
    raise exception 'Only the one who told it changes what was told.' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create or replace trigger story_stays before update on ground_story for each row execute function keep_the_story();
