-- Who is acting, and what is open to them. Functions marked `security definer` belong to the owner: they are the only
-- way past row security, so each is short, has a fixed search path and returns ids only (design.md 4).

create or replace function acting_who() returns uuid language sql stable as
$$ select nullif(current_setting('viktig.who', true), '')::uuid $$;

create or replace function acting_receipts() returns setof text language sql stable as
$$ select unnest(string_to_array(nullif(current_setting('viktig.receipts', true), ''), ',')) $$;

-- The people whose whole room is open to whoever acts: themselves, and those who share it with them now.
-- room '*' means any room. verb: read < suggest < write.
create or replace function open_people(in_room text, verb text) returns setof uuid
language sql stable security definer set search_path = pg_catalog, public as $$
  select acting_who() where acting_who() is not null
  union
  select person_id from ground_share
  where receiver = acting_who() and (in_room = '*' or (room = in_room and item is null))
    and now() >= starts_at and now() < ends_at
    and (verb = 'read' or level = 'write' or (verb = 'suggest' and level = 'suggest'))
$$;

-- The single items that are open to whoever acts.
create or replace function open_items(in_room text, verb text) returns setof uuid
language sql stable security definer set search_path = pg_catalog, public as $$
  select item from ground_share
  where receiver = acting_who() and item is not null and (in_room = '*' or room = in_room)
    and now() >= starts_at and now() < ends_at
    and (verb = 'read' or level = 'write' or (verb = 'suggest' and level = 'suggest'))
$$;

-- The organisations that whoever acts works for, in this role or (null) in any; or the one a date works for.
create or replace function open_organisations(in_role text default null) returns setof uuid
language sql stable security definer set search_path = pg_catalog, public as $$
  select organisation_id from ground_membership
  where who = acting_who() and (in_role is null or role = in_role)
  union
  select nullif(current_setting('viktig.organisation', true), '')::uuid
  where nullif(current_setting('viktig.organisation', true), '') is not null
$$;

-- Take an invitation: the membership is made and the invitation is gone, or nothing happens and null comes back.
create or replace function accept_invitation(secret text, membership uuid, known_as bytea) returns uuid
language plpgsql security definer set search_path = pg_catalog, public as $$
declare taken ground_invitation;
begin
  if acting_who() is null then return null; end if;
  delete from ground_invitation where secret_digest = secret and ends_on >= current_date returning * into taken;
  if taken.id is null then return null; end if;
  if taken.role = 'keeper' and not may_give_key(taken.organisation_id, taken."by") then return null; end if;
  insert into ground_membership (id, who, organisation_id, role, shown_as)
  values (membership, acting_who(), taken.organisation_id, taken.role, known_as)
  on conflict do nothing;
  return taken.organisation_id;
end $$;

-- What an invitation is to, for the page that asks "do you want this?".
create or replace function see_invitation(secret text) returns table (organisation uuid, role varchar)
language sql stable security definer set search_path = pg_catalog, public as $$
  select organisation_id, role from ground_invitation where secret_digest = secret and ends_on >= current_date
$$;

-- Write all accounts anew in random order: neither their place in the file nor the transaction that wrote them
-- tells any more when they came, so they cannot be laid beside the persons in order of coming.
create or replace function shuffle_accounts() returns void
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  with gone as (delete from ground_account returning *)
  insert into ground_account select * from gone order by random();
  with gone as (delete from account_emailaddress returning *)
  insert into account_emailaddress select * from gone order by random();
  with gone as (delete from mfa_authenticator returning *)
  insert into mfa_authenticator select * from gone order by random();
  with gone as (delete from ground_identity returning *)
  insert into ground_identity select * from gone order by random();
end $$;

-- The log of who has looked is never changed; only the owner, erasing a person, deletes from it.
create or replace function refuse_to_change_the_log() returns trigger
language plpgsql set search_path = pg_catalog, public as $$
begin
  if current_user <> (select tableowner from pg_tables where schemaname = 'public' and tablename = 'ground_logentry')
     or tg_op = 'UPDATE' then
    raise exception 'The log of who has looked cannot be changed.' using errcode = 'insufficient_privilege';
  end if;
  return old;
end $$;
create or replace trigger append_only before update or delete on ground_logentry
for each row execute function refuse_to_change_the_log();

-- One more person has erased themselves this week.
create or replace function count_erasure(in_week text) returns void
language sql security definer set search_path = pg_catalog, public as $$
  insert into ground_erasurecount (week, number) values (in_week, 1)
  on conflict (week) do update set number = ground_erasurecount.number + 1
$$;

-- Nothing is shared with somebody whom the person has blocked, whatever the code forgets. Blocking and sharing wait for
-- each other, so that neither slips past the other at the same moment.
create or replace function refuse_what_is_blocked() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  perform pg_advisory_xact_lock(hashtextextended(new.person_id::text, 0));
  if tg_table_name = 'ground_share' then
    if new.ends_at > now() and exists (
      select from ground_block b where b.person_id = new.person_id and b.blocked = new.receiver and b.ended_on is null)
    then
      raise exception 'The person has blocked them.' using errcode = 'insufficient_privilege';
    end if;
  end if;
  return new;
end $$;
create or replace trigger not_with_the_blocked before insert or update on ground_share
for each row execute function refuse_what_is_blocked();
create or replace trigger one_after_the_other before insert on ground_block
for each row execute function refuse_what_is_blocked();

-- Those whom a try of somebody they have blocked has not been told yet.
create or replace function due_blocked_tries() returns table (who uuid, id uuid)
language sql stable security definer set search_path = pg_catalog, public as $$
  select b.person_id, b.id from ground_block b where b.alert = 'new'
$$;
