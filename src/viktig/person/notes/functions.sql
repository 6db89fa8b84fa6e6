-- The person's own note goes with what it stood beside, whoever takes that away and however: a helper who takes back a
-- suggestion may not delete the note, and must not leave words about something that is no longer there.
create or replace function forget_the_note() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  delete from ground_ownnote where person_id = old.person_id and item = old.id;
  return null;
end $$;
create or replace trigger note_goes_along after delete on person_suggestion
for each row execute function forget_the_note();
create or replace trigger note_goes_along after delete on person_paper
for each row execute function forget_the_note();
create or replace trigger note_goes_along after delete on person_plansuggestion
for each row execute function forget_the_note();
create or replace trigger note_goes_along after delete on person_proposal
for each row execute function forget_the_note();
create or replace trigger note_goes_along after delete on person_wordsuggestion
for each row execute function forget_the_note();
create or replace trigger note_goes_along after delete on person_message
for each row execute function forget_the_note();
create or replace trigger note_goes_along after delete on person_suggestedanswer
for each row execute function forget_the_note();
create or replace trigger note_goes_along after delete on person_meetingpoint
for each row execute function forget_the_note();
create or replace trigger note_goes_along after delete on person_meetingpaper
for each row execute function forget_the_note();
create or replace trigger note_goes_along after delete on person_meetingdecision
for each row execute function forget_the_note();
