-- Why: members come and go; at no time has a household two applicants or two partners, and none joins one that is merged.
-- Lock: SHARE ROW EXCLUSIVE on household_members while the index is built. Duration: below one second for 100,000 members.

ALTER TABLE household_members
  ADD CONSTRAINT household_members_one_of_relation_excl EXCLUDE USING gist
    (municipality_id WITH =, household_id WITH =, relation WITH =, member_during WITH &&)
    WHERE (relation IN ('applicant', 'partner')),
  ADD CONSTRAINT household_members_during_check CHECK (NOT isempty(member_during) AND lower(member_during) IS NOT NULL);

CREATE TRIGGER household_members_not_merged BEFORE INSERT ON household_members
  FOR EACH ROW EXECUTE FUNCTION refuse_merged_household('household_id');
