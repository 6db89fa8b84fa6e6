-- Lay a form ready for whoever holds eight words, as long as the slip of whoever acts is there: none that was taken back in
-- another window at the same moment comes back. The same words twice are one.
create or replace function lay_out_slip(slip uuid, new_id uuid, words_digest text, sealed bytea, last_day date) returns void
language plpgsql volatile security definer set search_path = pg_catalog, public as $$
begin
  perform pg_advisory_xact_lock(hashtextextended(words_digest, 0));
  insert into person_laidout (id, digest, form, once, ends_on)
  select new_id, words_digest, sealed, '', last_day
  where exists (select from person_slip s where s.id = slip and s.person_id = acting_who())
  on conflict (digest) do nothing;
end $$;

-- The form that lies ready, as long as nobody has answered and its last day has not passed; else null.
create or replace function see_slip(words_digest text, today date) returns bytea
language sql stable security definer set search_path = pg_catalog, public as $$
  select form from person_laidout where digest = words_digest and answer is null and ends_on >= today
$$;

-- Put the answer there, once; the form is gone. The same sheet sent again is no mistake. False when there was nothing to answer.
create or replace function answer_slip(words_digest text, sealed bytea, sheet text, today date) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, public as $$
begin
  update person_laidout set answer = sealed, once = sheet, form = ''
  where digest = words_digest and answer is null and ends_on >= today;
  return found or exists (select from person_laidout where digest = words_digest and answer is not null and once = sheet);
end $$;

-- Whether this sheet has been sent.
create or replace function slip_was_sent(words_digest text, sheet text) returns boolean
language sql stable security definer set search_path = pg_catalog, public as $$
  select exists (select from person_laidout where digest = words_digest and answer is not null and once = sheet)
$$;

-- Take the answers to one's own slips; they are gone from here.
create or replace function take_slip_answers(digests text[]) returns table (words_digest text, sealed bytea)
language plpgsql volatile security definer set search_path = pg_catalog, public as $$
begin
  perform pg_advisory_xact_lock(hashtextextended(one, 0)) from (select unnest(digests) as one order by one) every_one;
  return query
    delete from person_laidout l where l.digest = any(digests) and l.answer is not null and acting_who() is not null
    returning l.digest::text, l.answer;
end $$;

-- Take back what lies ready, answered or not.
create or replace function take_back_slips(digests text[]) returns void
language plpgsql volatile security definer set search_path = pg_catalog, public as $$
begin
  perform pg_advisory_xact_lock(hashtextextended(one, 0)) from (select unnest(digests) as one order by one) every_one;
  delete from person_laidout l where l.digest = any(digests) and acting_who() is not null;
end $$;

-- What nobody answered in time is gone, and an answer that nobody came for 30 days after; the others are written anew in
-- random order, in one transaction: their order says nothing about when they came.
create or replace function tidy_slips(today date) returns void
language plpgsql volatile security definer set search_path = pg_catalog, public as $$
begin
  lock table person_laidout in share row exclusive mode;
  delete from person_laidout where ends_on < case when answer is null then today else today - 30 end;
  with gone as (delete from person_laidout returning *)
  insert into person_laidout select * from gone order by random();
end $$;

-- Who has a slip out: where the hourly look for answers begins.
create or replace function due_slips() returns table (who uuid, id uuid)
language sql stable security definer set search_path = pg_catalog, public as $$
  select s.person_id, s.id from person_slip s
$$;
