-- A barrier knows how many voices are joined to it, and how many of them everybody may read; what is published knows to
-- which barrier its voice is joined. Only who moderates joins: the office that a voice has reached does not.
create or replace function count_barrier(counted uuid) returns void
language sql security definer set search_path = pg_catalog, public as $$
  update ground_barrier b set
    number = (select count(*) from ground_voice v where v.barrier_id = b.id),
    published = (select count(*) from ground_publication p where p.barrier_id = b.id)
  where b.id = counted
$$;

create or replace function note_joined() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  if new.to_id <> all(array(select checked_organisations()))
    or new.reached && array(select open_organisations('moderator')) then
    raise exception 'Voices are joined by who moderates where they were said.' using errcode = 'insufficient_privilege';
  end if;
  update ground_publication set barrier_id = new.barrier_id where voice_id = new.id;
  perform count_barrier(old.barrier_id);
  perform count_barrier(new.barrier_id);
  return new;
end $$;
create or replace trigger joined after update of barrier_id on ground_voice
for each row when (old.barrier_id is distinct from new.barrier_id) execute function note_joined();

create or replace function note_published() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
declare joined_to uuid := (select barrier_id from ground_voice where id = new.voice_id);
begin
  if joined_to is not null then
    update ground_publication set barrier_id = joined_to where id = new.id;
    perform count_barrier(joined_to);
  end if;
  return new;
end $$;
create or replace trigger published_joined after insert on ground_publication
for each row execute function note_published();
