-- Who can be found by these words now: the row, the person and the sealed name; nothing when nobody acts.
-- Words whose hour has passed go at the same time.
create or replace function who_has_words(words_digest text) returns table (id uuid, who uuid, name bytea)
language sql volatile security definer set search_path = pg_catalog, public as $$
  with gone as (delete from person_contactwords where ends_at <= now())
  select w.id, w.person_id, w.name from person_contactwords w
  where w.digest = words_digest and w.ends_at > now() and acting_who() is not null
$$;
