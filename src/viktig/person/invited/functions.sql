-- Keep an invitation to hand over, to an organisation with ombuds; to another, nothing happens.
create or replace function hand_invitation(new_id uuid, to_organisation uuid, words_digest text, last_day date)
returns void language sql volatile security definer set search_path = pg_catalog, public as $$
  insert into person_handedinvitation (id, organisation_id, digest, ends_on)
  select new_id, to_organisation, words_digest, last_day
  where exists (select 1 from ground_membership m where m.organisation_id = to_organisation and m.role = 'ombud')
$$;

-- Which organisation an invitation leads to, for the page that asks "do you want this?"; null when there is none.
create or replace function see_handed_invitation(words_digest text, today date) returns uuid
language sql stable security definer set search_path = pg_catalog, public as $$
  select organisation_id from person_handedinvitation where digest = words_digest and ends_on >= today
$$;

-- Take an invitation, as somebody: it is gone, and says where it leads; else null.
create or replace function take_handed_invitation(words_digest text, today date) returns uuid
language sql volatile security definer set search_path = pg_catalog, public as $$
  delete from person_handedinvitation
  where digest = words_digest and ends_on >= today and acting_who() is not null returning organisation_id
$$;

-- Those whose last day has passed are gone.
create or replace function forget_handed_invitations(today date) returns void
language sql volatile security definer set search_path = pg_catalog, public as $$
  delete from person_handedinvitation where ends_on < today
$$;
