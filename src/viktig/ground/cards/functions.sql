-- Write all cards anew in random order, as accounts are: their order says nothing about when somebody came.
create or replace function shuffle_cards() returns void
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  with gone as (delete from ground_keycard returning *)
  insert into ground_keycard select * from gone order by random();
end $$;
