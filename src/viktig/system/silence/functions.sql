-- For each body that has not ended: the voices for which it let its date pass, with no answer from anybody since. A body that
-- was never reached is not among them. Only the two functions below read it.
create or replace function late_voices(among uuid[] default null) returns table (organisation uuid, late_since date)
language sql stable security definer set search_path = pg_catalog, public as $$
  select t.organisation_id, min(t."on") from ground_turn t
  join ground_voice v on v.id = t.voice_id and v.status in ('received', 'read')
  join ground_organisation o on o.id = t.organisation_id and o.closed_on is null
  where t.act in ('climbed', 'silent') and (among is null or t.organisation_id = any(among))
    and not exists (
      select from ground_turn a where a.voice_id = t.voice_id and a.position > t.position and a.act = 'answered')
  group by t.organisation_id, t.voice_id
$$;

-- What may be published: bodies with five or more, how many, and from which day five of them were late without a break.
create or replace function count_silent() returns table (organisation uuid, number bigint, since date)
language sql stable security definer set search_path = pg_catalog, public as $$
  select l.organisation, count(*), (array_agg(l.late_since order by l.late_since))[5]
  from late_voices() l group by l.organisation having count(*) >= 5
$$;

-- What those who answer see before everybody does: of their own organisations and of those that answer to them, how many
-- are late and since which day. That it is late, never what.
create or replace function silent_near() returns table (organisation uuid, number bigint, since date)
language sql stable security definer set search_path = pg_catalog, public as $$
  select l.organisation, count(*), min(l.late_since)
  from late_voices(array(
    select o.id from ground_organisation o
    where o.id = any(array(select open_organisations('member')))
      or o.answers_to_id = any(array(select open_organisations('member'))))) l
  group by l.organisation
$$;
