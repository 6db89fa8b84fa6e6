-- One row, whose mark is another one after each change of what public pages show: in the same transaction, so that whoever
-- sees the change sees the new mark, and whoever does not sees the old one.
insert into ground_edition (id, mark) values (1, gen_random_uuid()::text) on conflict do nothing;

create or replace function new_edition() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  update ground_edition set mark = gen_random_uuid()::text;
  return null;
end $$;
