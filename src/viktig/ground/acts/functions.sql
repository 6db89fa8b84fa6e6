-- What was done for an organisation is never changed: only the owner takes the name away from somebody who erases
-- themselves (`erase_person`), and deletes what is old.
create or replace function keep_acts() returns trigger
language plpgsql set search_path = pg_catalog, public as $$
begin
  if current_user <> (select tableowner from pg_tables where schemaname = 'public' and tablename = 'ground_act') then
    raise exception 'What was done cannot be changed.' using errcode = 'insufficient_privilege';
  end if;
  if tg_op = 'DELETE' then return old; end if;
  if new.who is not null or new.shown_as is not null
     or (new.id, new.organisation_id, new.done, new.about, new."on")
        is distinct from (old.id, old.organisation_id, old.done, old.about, old."on") then
    raise exception 'Only a name is taken away.' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create or replace trigger acts_stay before update or delete on ground_act
for each row execute function keep_acts();

-- Forget what was done more than two years ago. It takes no date, so that nobody can ask for more to be forgotten.
create or replace function forget_old_acts() returns void
language sql security definer set search_path = pg_catalog, public as $$
  delete from ground_act where "on" < current_date - interval '2 years'
$$;
