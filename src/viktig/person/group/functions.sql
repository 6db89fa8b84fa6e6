-- Who reads what is written in the room `group` of a person now, beside the person: for all who read it themselves, since
-- whoever writes must know who reads. Names are sealed with the person's key.
create or replace function group_readers(of_person uuid)
returns table (id uuid, who uuid, name bytea, organisation bytea, level text, ends_at timestamptz)
language sql stable security definer set search_path = pg_catalog, public as $$
  select s.id, s.receiver, s.receiver_name, s.receiver_from, s.level::text, s.ends_at from ground_share s
  where s.person_id = of_person and s.room = 'group' and s.item is null and now() >= s.starts_at and now() < s.ends_at
    and of_person in (select open_people('group', 'read'))
$$;

-- The people for whom a day has come: a change has passed, or it is time to ask how it is now.
create or replace function due_in_group(today date) returns table (who uuid, id uuid)
language sql stable security definer set search_path = pg_catalog, public as $$
  select t.person_id, t.id from person_transition t
  where t.day < today and (not t.is_counted
    or (t.told < 7 and t.day + 7 <= today) or (t.told < 30 and t.day + 30 <= today))
  union all
  select c.person_id, c.id from person_circle c
  where (c.told < 3 and c.asked_from + interval '3 months' <= today)
    or (c.told < 6 and c.asked_from + interval '6 months' <= today)
    or (c.told < 12 and c.asked_from + interval '12 months' <= today)
$$;
