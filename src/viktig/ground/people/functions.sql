-- When somebody added or last used a second factor is nobody's business, and could be laid beside the log of who has looked.
create or replace function keep_no_time() returns trigger
language plpgsql set search_path = pg_catalog, public as $$
begin
  new.created_at := timestamptz '2000-01-01 00:00+00';
  new.last_used_at := null;
  return new;
end $$;
create or replace trigger no_time before insert or update on mfa_authenticator
for each row execute function keep_no_time();

-- An organisation knows whether anybody answers for it here: a yes or a no, never who. Whoever leaves leaves no absence.
create or replace function note_who_answers() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  at_organisation uuid := case when tg_op = 'DELETE' then old.organisation_id else new.organisation_id end;
  somebody boolean;
begin
  perform 1 from ground_organisation where id = at_organisation for update;  -- two who leave at once see each other
  somebody := exists (select from ground_membership where organisation_id = at_organisation and role = 'member');
  if (select answers_here from ground_organisation where id = at_organisation) is distinct from somebody then
    update ground_organisation set answers_here = somebody where id = at_organisation;
  end if;
  if tg_op = 'DELETE' and not exists (
    select from ground_membership where organisation_id = at_organisation and who = old.who) then
    delete from ground_absence where organisation_id = at_organisation and who = old.who;
    update ground_absence set looked_after_by = null
    where organisation_id = at_organisation and looked_after_by = old.who;
  end if;
  return null;
end $$;
create or replace trigger knows_who_answers after insert or delete on ground_membership
for each row execute function note_who_answers();

-- The organisations in which everybody who answers is away today, of those that whoever acts invites for, and of those that
-- answer to one for which they answer. A body where nobody answers at all is not among them.
create or replace function untended_organisations(today date) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, public as $$
begin
  return query select o.id from ground_organisation o
  where o.answers_here and (o.id = any(array(select open_organisations('administrator')))
      or o.answers_to_id = any(array(select open_organisations('member'))))
    and not exists (
      select from ground_membership m where m.organisation_id = o.id and m.role = 'member' and not exists (
        select from ground_absence a where a.organisation_id = o.id and a.who = m.who and a.until >= today));
end $$;
