-- The organisations that somebody works for as an ombud: where one can wait, and to which one can be invited.
create or replace function ombud_organisations() returns setof uuid
language sql stable security definer set search_path = pg_catalog, public as $$
  select distinct organisation_id from ground_membership where role = 'ombud'
$$;

-- Put a ticket in the queue. The same one twice is one.
create or replace function begin_ticket(ticket uuid, at_organisation uuid, since_month date, allowed jsonb) returns void
language sql volatile security definer set search_path = pg_catalog, public as $$
  insert into person_waitingticket (id, organisation_id, since, flags)
  values (ticket, at_organisation, since_month, allowed) on conflict do nothing
$$;

-- Take a ticket away. chosen_on: when an ombud of this organisation was chosen, so that it counts how long it was; or null.
create or replace function end_ticket(ticket uuid, chosen_on date) returns void
language plpgsql volatile security definer set search_path = pg_catalog, public as $$
declare gone person_waitingticket;
begin
  delete from person_waitingticket where id = ticket returning * into gone;
  if gone.id is not null and chosen_on is not null then
    insert into person_waitedmonths (id, organisation_id, months, number)
    values (
      gen_random_uuid(), gone.organisation_id,
      greatest(0, (extract(year from chosen_on) - extract(year from gone.since)) * 12
        + extract(month from chosen_on) - extract(month from gone.since)), 1)
    on conflict (organisation_id, months) do update set number = person_waitedmonths.number + 1;
  end if;
end $$;

-- Within how many months half of those who waited here chose an ombud; null below five.
create or replace function half_waited(at_organisation uuid) returns integer
language sql stable security definer set search_path = pg_catalog, public as $$
  with so_far as (
    select months, sum(number) over (order by months) as up_to, sum(number) over () as every
    from person_waitedmonths where organisation_id = at_organisation)
  select min(months)::integer from so_far where every >= 5 and up_to * 2 >= every
$$;

-- How many wait for an organisation of whoever acts: in all, by month, by flag. No number below five, and none that leaves
-- one to four when it is taken from all.
create or replace function count_tickets(at_organisation uuid) returns table (what text, value text, number bigint)
language sql stable security definer set search_path = pg_catalog, public as $$
  with ours as (
    select t.since, t.flags from person_waitingticket t
    where t.organisation_id = at_organisation and (
      at_organisation = any(array(select open_organisations('ombud')))
      or at_organisation = any(array(select open_organisations('administrator'))))
  ), every as (
    select count(*) as number from ours
  ), months as (
    select to_char(o.since, 'YYYY-MM') as value, count(*) as number from ours o group by o.since having count(*) >= 5
  ), flags as (
    select f.value, count(*) as number from ours o, jsonb_array_elements_text(o.flags) f group by f.value
  ), smallest as (
    select m.value from months m, every e
    where e.number - (select sum(n.number) from months n) between 1 and 4 order by m.number, m.value limit 1
  )
  select 'all', '', e.number from every e where e.number >= 5
  union all
  select 'month', m.value, m.number from months m where m.value not in (select s.value from smallest s)
  union all
  select 'flag', f.value, f.number from flags f, every e
  where f.number >= 5 and e.number - f.number not between 1 and 4
$$;

-- Those who wait: where the hourly look for room begins.
create or replace function due_waits() returns table (who uuid, id uuid)
language sql stable security definer set search_path = pg_catalog, public as $$
  select w.person_id, w.id from person_wait w
$$;
