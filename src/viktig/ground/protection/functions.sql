-- Two keys: a setting that protects people changes when the body that it concerns and a user organisation both say yes.
-- The application's login cannot write these tables, nor answer_days and answers_to of an organisation: only here.

-- Who works for somebody that must answer does not hold the key of those who are to be protected.
create or replace function works_for_a_body(somebody uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, public as $$
  select exists (
    select from ground_membership m join ground_organisation o on o.id = m.organisation_id
    where m.who = somebody and o.kind <> 'user_organisation')
$$;

create or replace function holds_key(somebody uuid, of_organisation uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, public as $$
  select exists (
    select from ground_membership where who = somebody and organisation_id = of_organisation and role = 'keeper')
$$;

-- Whether an invitation to hold a key may be given. Of a user organisation: the first by anybody who may invite; each
-- further one only by somebody who holds the key already. So the second is never the operator's to give.
create or replace function may_give_key(of_organisation uuid, by_whom uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, public as $$
  select exists (select from ground_organisation where id = of_organisation and kind <> 'user_organisation')
    or not exists (select from ground_membership where organisation_id = of_organisation and role = 'keeper')
    or holds_key(by_whom, of_organisation)
$$;

-- A user organisation takes part when two people hold its key, and neither works for somebody that must answer.
create or replace function takes_part(users uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, public as $$
  select coalesce((select counts from ground_userskey where organisation_id = users), false)
$$;

create or replace function reaches(users uuid, body uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, public as $$
  with recursive up as (
    select place_id as code from ground_organisation where id = body
    union
    select p.parent_id from up u join ground_place p on p.code = u.code where p.parent_id is not null)
  select exists (select from up join ground_organisation o on o.place_id = up.code where o.id = users)
$$;

create or replace function today_here() returns date language sql stable as
$$ select (now() at time zone 'Europe/Oslo')::date $$;

-- Keys of user organisations come and go with memberships; each change is written down, with no name.
create or replace function note_keys() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  changed ground_membership := case when tg_op = 'DELETE' then old else new end;
  one uuid;
  now_holding integer;
  known ground_userskey;
begin
  for one in
    select o.id from ground_organisation o
    where o.kind = 'user_organisation' and (
      (o.id = changed.organisation_id and changed.role = 'keeper') or holds_key(changed.who, o.id))
    order by o.id
  loop
    perform 1 from ground_organisation where id = one for update;  -- two who come at once see each other
    select count(distinct who) into now_holding from ground_membership
    where organisation_id = one and role = 'keeper' and not works_for_a_body(who);
    select * into known from ground_userskey where organisation_id = one;
    if known.holders is not distinct from now_holding then continue; end if;
    insert into ground_userskey (id, organisation_id, holders, counts, since)
    values (gen_random_uuid(), one, now_holding, now_holding >= 2, today_here())
    on conflict (organisation_id) do update set holders = excluded.holders, counts = excluded.counts,
      since = case when ground_userskey.counts = excluded.counts then ground_userskey.since else excluded.since end;
    insert into ground_keychange (id, organisation_id, position, holders, counts, "on")
    select gen_random_uuid(), one, count(*) + 1, now_holding, now_holding >= 2, today_here()
    from ground_keychange where organisation_id = one;
  end loop;
  return null;
end $$;
create or replace trigger keys_are_noted after insert or delete on ground_membership
for each row execute function note_keys();

create or replace function keep_keys_apart() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  if new.role = 'keeper' and works_for_a_body(new.who)
     and exists (select from ground_organisation where id = new.organisation_id and kind = 'user_organisation') then
    raise exception 'Who works for a body holds no key of a user organisation.' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create or replace trigger keys_stay_apart before insert on ground_membership
for each row execute function keep_keys_apart();

create or replace function smallest_group() returns integer
language sql stable security definer set search_path = pg_catalog, public as $$
  select coalesce(max(number), 5)::integer from ground_proposal where setting = 'smallest_group' and state = 'agreed'
$$;

-- Whose key an organisation is in a matter, in the hands of whoever acts: body, users, operator; or none.
-- Where nobody holds the body's key, and for what is one for all, the one who runs the site stands in: nobody acts then.
create or replace function key_side(of_setting text, body uuid, by_organisation uuid) returns text
language plpgsql stable security definer set search_path = pg_catalog, public as $$
begin
  if by_organisation is null then
    return case when acting_who() is null and not exists (
      select from ground_membership where organisation_id = body and role = 'keeper') then 'operator' end;
  end if;
  if not holds_key(acting_who(), by_organisation) then return null; end if;
  if by_organisation = body then return 'body'; end if;
  if not takes_part(by_organisation) or works_for_a_body(acting_who())
     or (body is not null and not reaches(by_organisation, body)) then return null; end if;
  -- Who checks is not taken from a user organisation without its own yes.
  if of_setting = 'checked_by' and exists (
    select from ground_checker c
    where c.organisation_id = body and c.users_id <> by_organisation and takes_part(c.users_id)) then return null; end if;
  return 'users';
end $$;

-- Only when a body has ended does the chain move without two keys: those that answered to it answer to the one that took
-- over, else to the one above it.
create or replace function answer_to_the_next(ended uuid) returns void
language plpgsql security definer set search_path = pg_catalog, public as $$
declare gone ground_organisation;
begin
  select * into gone from ground_organisation where id = ended;
  if gone.closed_on is null or acting_who() is not null then
    raise exception 'Only when it has ended.' using errcode = 'insufficient_privilege';
  end if;
  update ground_organisation set answers_to_id = gone.answers_to_id where id = gone.part_of_id and answers_to_id = ended;
  update ground_organisation set answers_to_id = nullif(coalesce(gone.part_of_id, gone.answers_to_id), id)
  where answers_to_id = ended;
end $$;

-- Why a value cannot be had; empty if it can.
create or replace function value_refusal(of_setting text, body uuid, new_number integer, new_other uuid) returns text
language plpgsql stable security definer set search_path = pg_catalog, public as $$
declare now_there ground_organisation;
begin
  if of_setting = 'smallest_group' then
    return case when new_number between smallest_group() + 1 and 20 then '' else 'not_raised' end;
  end if;
  select * into now_there from ground_organisation where id = body;
  if exists (select from ground_organisation where id in (body, new_other) and closed_on is not null) then
    return 'body_ended';
  end if;
  if of_setting = 'answer_days' then
    if new_number is null or new_number not between 1 and 365 then return 'no_such_days'; end if;
    return case when new_number = now_there.answer_days then 'nothing_new' else '' end;
  elsif of_setting = 'answers_to' then
    if new_other = now_there.answers_to_id then return 'nothing_new'; end if;
    return case when new_other is null or body in (
      with recursive up as (
        select new_other as id
        union
        select o.answers_to_id from up join ground_organisation o on o.id = up.id where o.answers_to_id is not null)
      select id from up) then 'circle' else '' end;
  elsif of_setting = 'checked_by' then
    if new_other is not distinct from (select users_id from ground_checker where organisation_id = body)
    then return 'nothing_new'; end if;
    return case when new_other is null or (new_other <> body and takes_part(new_other)) then '' else 'no_checker' end;
  end if;
  return 'no_such_setting';
end $$;

create or replace function propose_change(
  new_id uuid, of_setting text, body uuid, new_number integer, new_other uuid, by_organisation uuid, reason text
) returns text
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  our_side text := key_side(of_setting, body, by_organisation);
  refusal text;
begin
  if our_side is null then return 'no_key'; end if;
  if exists (select from ground_proposal where setting = of_setting and organisation_id is not distinct from body
             and state = 'waiting') then return 'one_waits'; end if;
  refusal := value_refusal(of_setting, body, new_number, new_other);
  if refusal <> '' then return refusal; end if;
  insert into ground_proposal (id, setting, organisation_id, number, other_id, number_before, other_before_id, side,
                               proposed_by_id, why, proposed_on, state, answer)
  select new_id, of_setting, body, new_number, new_other,
    case of_setting when 'smallest_group' then smallest_group() when 'answer_days' then o.answer_days end,
    case of_setting when 'answers_to' then o.answers_to_id
      when 'checked_by' then (select users_id from ground_checker where organisation_id = body) end,
    our_side, by_organisation, reason, today_here(), 'waiting', ''
  from (select 1) as one left join ground_organisation o on o.id = body;
  if acting_who() is not null then
    insert into ground_turnedkey (id, proposal_id, who) values (gen_random_uuid(), new_id, acting_who());
  end if;
  return '';
exception when unique_violation then
  return 'one_waits';  -- somebody proposed the same at the same moment
end $$;

-- Why whoever acts cannot do this with a proposal, for an organisation; empty if they can. act: yes, no, take_back.
create or replace function turn_refusal(waiting ground_proposal, act text, by_organisation uuid) returns text
language plpgsql stable security definer set search_path = pg_catalog, public as $$
declare our_side text := key_side(
  case when act = 'yes' then waiting.setting else '' end, waiting.organisation_id, by_organisation);
begin
  if act = 'take_back' then
    return case when waiting.proposed_by_id is not distinct from by_organisation
      and (holds_key(acting_who(), by_organisation) or (by_organisation is null and acting_who() is null))
      then '' else 'no_key' end;
  end if;
  if our_side is null then return 'no_key'; end if;
  if waiting.proposed_by_id is not distinct from by_organisation then return 'own_proposal'; end if;
  if act = 'no' then return ''; end if;
  if (our_side = 'users') = (waiting.side = 'users') then return 'same_side'; end if;
  if waiting.proposed_by_id is not null and not exists (select from ground_turnedkey where proposal_id = waiting.id)
     or (waiting.side = 'users' and not takes_part(waiting.proposed_by_id))
     or (waiting.side = 'operator' and exists (
       select from ground_membership where organisation_id = waiting.organisation_id and role = 'keeper'))
  then return 'first_key_gone'; end if;
  if exists (select from ground_turnedkey where proposal_id = waiting.id and who = acting_who())
  then return 'same_human'; end if;
  return value_refusal(waiting.setting, waiting.organisation_id, waiting.number, waiting.other_id);
end $$;

-- Say yes or no to a proposal, or take it back. An agreed value counts at once.
create or replace function end_proposal(one uuid, act text, by_organisation uuid, words text) returns text
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  waiting ground_proposal;
  refusal text;
begin
  select * into waiting from ground_proposal where id = one for update;
  if waiting.id is null or waiting.state <> 'waiting' then return 'ended'; end if;
  refusal := turn_refusal(waiting, act, by_organisation);
  if refusal <> '' then return refusal; end if;
  if act = 'no' and trim(words) = '' then return 'no_reason'; end if;
  update ground_proposal set
    state = case act when 'yes' then 'agreed' when 'no' then 'refused' else 'taken_back' end,
    ended_by_id = by_organisation, answer = words, ended_on = today_here()
  where id = one;
  if act <> 'yes' then return ''; end if;
  if acting_who() is not null then
    insert into ground_turnedkey (id, proposal_id, who) values (gen_random_uuid(), one, acting_who());
  end if;
  if waiting.setting = 'answer_days' then
    update ground_organisation set answer_days = waiting.number where id = waiting.organisation_id;
  elsif waiting.setting = 'answers_to' then
    update ground_organisation set answers_to_id = waiting.other_id where id = waiting.organisation_id;
  elsif waiting.setting = 'checked_by' then
    delete from ground_checker where organisation_id = waiting.organisation_id;
    if waiting.other_id is not null then
      insert into ground_checker (id, organisation_id, users_id)
      values (gen_random_uuid(), waiting.organisation_id, waiting.other_id);
    end if;
  end if;
  return '';
end $$;

-- What whoever acts can do with the proposals that wait, and for which of their organisations.
create or replace function keys_to_turn() returns table (proposal uuid, organisation uuid, act text)
language sql stable security definer set search_path = pg_catalog, public as $$
  select p.id, m.organisation_id, a.act
  from ground_proposal p
    cross join ground_membership m
    cross join (values ('yes'), ('no'), ('take_back')) as a (act)
  where p.state = 'waiting' and m.who = acting_who() and m.role = 'keeper'
    and turn_refusal(p, a.act, m.organisation_id) = ''
$$;

-- History is only added to: a proposal ends once, and nothing of it is deleted.
create or replace function keep_proposals() returns trigger
language plpgsql set search_path = pg_catalog, public as $$
begin
  if tg_op = 'INSERT' then
    if new.setting = 'smallest_group' and new.number <= smallest_group() then
      raise exception 'The smallest group is raised, never lowered.' using errcode = 'check_violation';
    end if;
    return new;
  end if;
  if tg_op = 'DELETE' or old.state <> 'waiting' or new.state = 'waiting' or
     (old.id, old.setting, old.organisation_id, old.number, old.other_id, old.number_before, old.other_before_id,
      old.side, old.proposed_by_id, old.why, old.proposed_on)
     is distinct from
     (new.id, new.setting, new.organisation_id, new.number, new.other_id, new.number_before, new.other_before_id,
      new.side, new.proposed_by_id, new.why, new.proposed_on) then
    raise exception 'What was proposed and agreed stays.' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create or replace trigger proposals_stay before insert or update or delete on ground_proposal
for each row execute function keep_proposals();

create or replace function keep_key_changes() returns trigger
language plpgsql set search_path = pg_catalog, public as $$
begin
  raise exception 'When keys came and went stays.' using errcode = 'insufficient_privilege';
end $$;
create or replace trigger key_changes_stay before update or delete on ground_keychange
for each row execute function keep_key_changes();

-- What an organisation has promised is the owner's to write: the application's login makes an organisation, and then
-- changes neither how long it may take to answer, nor whom it answers to, nor what it is, nor where.
create or replace function keep_promises() returns trigger
language plpgsql set search_path = pg_catalog, public as $$
begin
  if current_user <> (select tableowner from pg_tables where schemaname = 'public' and tablename = 'ground_organisation')
     and (old.answer_days, old.answers_to_id, old.kind, old.place_id)
     is distinct from (new.answer_days, new.answers_to_id, new.kind, new.place_id) then
    raise exception 'This changes when two sides say yes.' using errcode = 'insufficient_privilege';
  end if;
  -- An ending moves the chain without two keys: only the operator ends a body, who acts for nobody, and once.
  if (old.closed_on, old.part_of_id) is distinct from (new.closed_on, new.part_of_id)
     and (acting_who() is not null or old.closed_on is not null) then
    raise exception 'A body ends once, by who runs the site.' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create or replace trigger promises_stay before update on ground_organisation
for each row execute function keep_promises();
