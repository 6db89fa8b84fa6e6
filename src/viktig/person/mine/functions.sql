-- Take a person's words for one thing on the command line: they are used up, and say whose they are; else null.
create or replace function take_one_time_words(words_digest text, for_purpose text) returns uuid
language sql volatile security definer set search_path = pg_catalog, public as $$
  with gone as (delete from person_onetimewords where ends_at <= now())
  delete from person_onetimewords where digest = words_digest and purpose = for_purpose and ends_at > now()
  returning person_id
$$;

-- Throw away what is still on its way under the receipts that whoever acts holds: they erase themselves.
create or replace function throw_away_waiting() returns void
language sql volatile security definer set search_path = pg_catalog, public as $$
  delete from ground_waiting w
  where w.receipt_digest <> '' and w.receipt_digest = any(array(select acting_receipts()))
$$;
