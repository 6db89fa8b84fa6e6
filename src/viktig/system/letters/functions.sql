-- What the eight words of a letter open: the digest of the one voice it carries, for as long as that body must answer it,
-- nobody answers here for it, and at most half a year from the day it was printed.
create or replace function open_letter(secret text, today date) returns table (letter uuid, receipt_digest varchar)
language sql stable security definer set search_path = pg_catalog, public as $$
  select l.id, v.receipt_digest from system_letter l
  join ground_voice v on v.id = l.voice_id and v.held_by_id = l.organisation_id
  join ground_organisation o on o.id = l.organisation_id and not o.answers_here
  where l.secret_digest = secret and l.used_on is null and today <= l.printed_on + 183
    and v.status in ('received', 'read')
$$;

-- Use the words of a letter up; false, if they opened nothing any more. Twice at once, only one of them gets a yes.
create or replace function use_letter(secret text, today date) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, public as $$
begin
  update system_letter set used_on = today
  where secret_digest = secret and used_on is null and id in (select letter from open_letter(secret, today));
  return found;
end $$;
