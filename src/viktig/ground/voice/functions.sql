-- The organisations whose published answers whoever acts may check: those for which their user organisation is agreed on
-- (`ground.protection`); and, where none is or it has ended, those in a place at or under that of a user organisation they
-- moderate for. There a user organisation that takes part goes before one that does not: a new name alone takes the check
-- from nobody.
create or replace function checked_organisations() returns setof uuid
language sql stable security definer set search_path = pg_catalog, public as $$
  with recursive ours as (
    select o.id, o.place_id, takes_part(o.id) as takes_part from ground_organisation o
    where o.id = any(array(select open_organisations('moderator'))) and o.kind = 'user_organisation'
  ), under as (
    select place_id as code, takes_part from ours
    union
    select p.code, u.takes_part from under u join ground_place p on p.parent_id = u.code
  ), held as (
    select o.place_id as code from ground_userskey k join ground_organisation o on o.id = k.organisation_id where k.counts
    union
    select p.code from held h join ground_place p on p.parent_id = h.code)
  select o.id from ground_organisation o join under u on u.code = o.place_id
  where not exists (
      select from ground_checker c join ground_organisation agreed on agreed.id = c.users_id
      where c.organisation_id = o.id and agreed.closed_on is null)
    and (u.takes_part or o.place_id not in (select code from held))
  union
  select c.organisation_id from ground_checker c join ours on ours.id = c.users_id
$$;

-- The organisations for which nobody answers here: what is said to them goes on paper, if its speaker agrees.
create or replace function reached_by_letter() returns setof uuid
language sql stable security definer set search_path = pg_catalog, public as $$
  select id from ground_organisation where not answers_here
$$;

-- A voice carries the organisations that it has reached, so that its guard needs to look nowhere else.
create or replace function note_reach() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  if new.reached_on is not null then
    update ground_voice set reached = reached || new.organisation_id
    where id = new.voice_id and new.organisation_id <> all(reached);
  end if;
  return new;
end $$;
create or replace trigger voice_knows after insert or update on ground_reach
for each row execute function note_reach();

-- Put something sealed among what waits. The same voice twice (double click, retry) is one voice.
create or replace function put_waiting(new_id uuid, new_kind text, receipt text, sealed_bytes bytea) returns void
language sql security definer set search_path = pg_catalog, public as $$
  insert into ground_waiting (id, kind, receipt_digest, sealed) values (new_id, new_kind, receipt, sealed_bytes)
  on conflict do nothing
$$;

-- Take everything of a kind that waits, in random order; it is gone when the transaction that took it commits.
create or replace function take_waiting(of_kind text) returns table (id uuid, receipt_digest varchar, sealed bytea)
language sql volatile security definer set search_path = pg_catalog, public as $$
  with taken as (delete from ground_waiting w where w.kind = of_kind returning w.id, w.receipt_digest, w.sealed)
  select * from taken order by random()
$$;

-- What is still on its way under the receipts that whoever acts holds.
create or replace function own_waiting() returns table (id uuid, kind varchar, receipt_digest varchar, sealed bytea)
language sql stable security definer set search_path = pg_catalog, public as $$
  select w.id, w.kind, w.receipt_digest, w.sealed from ground_waiting w
  where w.receipt_digest <> '' and w.receipt_digest = any(array(select acting_receipts()))
$$;

-- Voices whose date has passed, each with the organisation that holds it.
create or replace function due_voices(today date) returns table (organisation uuid, voice uuid)
language sql stable security definer set search_path = pg_catalog, public as $$
  select held_by_id, id from ground_voice where next_date < today
$$;

-- The open voices whose way an organisation is part of, each with the organisation that holds it.
create or replace function due_moves(ended uuid) returns table (organisation uuid, voice uuid)
language sql stable security definer set search_path = pg_catalog, public as $$
  select v.held_by_id, v.id from ground_voice v
  where v.status <> 'closed' and (v.held_by_id = ended
    or exists (select from ground_reach r where r.voice_id = v.id and r.organisation_id = ended and r.reached_on is null))
$$;

-- What an organisation is reminded of today: what came to it yesterday, what it must answer in a week, tomorrow or today,
-- and what it has let pass.
create or replace function due_reminders(today date) returns table (organisation uuid, voice uuid)
language sql stable security definer set search_path = pg_catalog, public as $$
  select held_by_id, id from ground_voice where holder = 'receiver' and next_date - today in (7, 1, 0)
  union
  select to_id, id from ground_voice where said_on = today - 1
  union
  select moved_to_id, voice_id from ground_turn where "on" = today - 1 and moved_to_id is not null
  union
  select organisation_id, voice_id from ground_turn where "on" = today - 1 and act in ('climbed', 'silent')
$$;

-- The receiver can correct nothing in a voice; neither can anybody else.
create or replace function keep_the_words() returns trigger
language plpgsql set search_path = pg_catalog, public as $$
begin
  if (old.words, old.receipt_digest, old.kind, old.level, old.area, old.to_id, old.may_publish, old.said_on,
      old.spoken_by, old.service, old."right", old.transition)
     is distinct from
     (new.words, new.receipt_digest, new.kind, new.level, new.area, new.to_id, new.may_publish, new.said_on,
      new.spoken_by, new.service, new."right", new.transition) then
    raise exception 'What was said is not changed.' using errcode = 'insufficient_privilege';
  end if;
  if old.may_print and not new.may_print then
    raise exception 'A yes to paper stands.' using errcode = 'insufficient_privilege';
  end if;
  if new.may_print and not old.may_print and acting_who() is not null then
    raise exception 'Only the one who spoke says yes to paper.' using errcode = 'insufficient_privilege';
  end if;
  if new.reached is distinct from old.reached and pg_trigger_depth() < 2 then
    raise exception 'Whom a voice has reached is written by note_reach.' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create or replace trigger words_stay before update on ground_voice for each row execute function keep_the_words();

-- Who says yes to a text is the one who spoke: the worker brings their yes, and nobody who acts writes it.
create or replace function keep_the_yes() returns trigger
language plpgsql set search_path = pg_catalog, public as $$
begin
  if acting_who() is not null and new.state not in ('asked', 'refused') then
    raise exception 'Only the one who spoke says yes to a text.' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create or replace trigger yes_stays before insert or update on ground_edit for each row execute function keep_the_yes();
