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
