-- Why: a dwelling that is linked with Kobo is kept in step: what was agreed, what was seen, what is still to be done.
-- Lock: ACCESS EXCLUSIVE on kobo_links, which is empty in every installation. Duration: below one second.

ALTER TABLE kobo_links
  ALTER COLUMN kobo_id DROP NOT NULL,
  ADD COLUMN supplier_id_name text NOT NULL DEFAULT 'leverandorBoligId',
  ADD COLUMN state text NOT NULL,
  ADD COLUMN new_dwelling jsonb,
  ADD COLUMN wanted integer NOT NULL DEFAULT 1,
  ADD COLUMN done integer NOT NULL DEFAULT 0,
  ADD COLUMN attempts integer NOT NULL DEFAULT 0,
  ADD COLUMN failing_since timestamptz,
  ADD COLUMN next_attempt_at timestamptz,
  ADD COLUMN last_fault text,
  ADD COLUMN claim uuid,
  ADD COLUMN claimed_until timestamptz,
  ADD COLUMN agreed jsonb,
  ADD COLUMN last_seen jsonb,
  ADD COLUMN unpublished_fields text[] NOT NULL DEFAULT '{}',
  ADD COLUMN superseded_hashes text[] NOT NULL DEFAULT '{}',
  ADD COLUMN suspect_hash text,
  ADD COLUMN sending jsonb,
  ADD CONSTRAINT kobo_links_supplier_id_key UNIQUE (municipality_id, supplier_id),
  ADD CONSTRAINT kobo_links_supplier_id_check CHECK (length(supplier_id) BETWEEN 1 AND 100),
  ADD CONSTRAINT kobo_links_supplier_id_name_check CHECK (supplier_id_name IN ('leverandorBoligId', 'fdvuBoligId')),
  ADD CONSTRAINT kobo_links_state_check CHECK (state IN ('to-create', 'creating', 'uncertain', 'linked', 'stopped')),
  ADD CONSTRAINT kobo_links_linked_check CHECK (state <> 'linked' OR kobo_id IS NOT NULL),
  ADD CONSTRAINT kobo_links_unlinked_check CHECK (state NOT IN ('to-create', 'creating', 'uncertain') OR kobo_id IS NULL),
  ADD CONSTRAINT kobo_links_done_check CHECK (done <= wanted),
  ADD CONSTRAINT kobo_links_claim_check CHECK (num_nonnulls(claim, claimed_until) IN (0, 2));
COMMENT ON TABLE kobo_links IS 'Our dwelling and its counterpart in Kobo, and what is to be done to keep them in step. One call at a time for each dwelling: whoever has the claim.';
COMMENT ON COLUMN kobo_links.supplier_id IS 'Our id of the dwelling, as it stands in Kobo.';
COMMENT ON COLUMN kobo_links.supplier_id_name IS 'Under which name Kobo has it: leverandorBoligId (V1) or fdvuBoligId (the version before).';
COMMENT ON COLUMN kobo_links.new_dwelling IS 'What somebody gave of a dwelling that is to be made in Kobo (adresse, boligtype and more), under Kobo''s names, passed on as it is. Null where it was in Kobo before.';
COMMENT ON COLUMN kobo_links.wanted IS 'Counts what asks for a comparison: a change here, a hint from Kobo, an answer of somebody. Everything is done where done has reached it.';
COMMENT ON COLUMN kobo_links.attempts IS 'Failed attempts since the last one that succeeded; the pause between them grows with it.';
COMMENT ON COLUMN kobo_links.last_fault IS 'Code of the last fault; never a text of Kobo''s.';
COMMENT ON COLUMN kobo_links.claimed_until IS 'When a claim that nobody gave back has lapsed: its worker is dead.';
COMMENT ON COLUMN kobo_links.agreed IS 'The facts that both sides had alike when they were last compared: the base of the next comparison.';
COMMENT ON COLUMN kobo_links.last_seen IS 'Published fields about the dwelling as Kobo had them last, verbatim. Nothing about people, and no field that is not published, which may be.';
COMMENT ON COLUMN kobo_links.last_seen_hash IS 'SHA-256 of last_seen.';
COMMENT ON COLUMN kobo_links.superseded_hashes IS 'Hashes of what Kobo had before, the latest last: an answer that has one of them may be old, and is asked for again before it counts.';
COMMENT ON COLUMN kobo_links.sending IS 'Fields that were sent, or were about to be, and have not been seen in Kobo yet.';
CREATE INDEX kobo_links_open_idx ON kobo_links (municipality_id, dwelling_id) WHERE wanted > done;
CREATE INDEX kobo_links_state_idx ON kobo_links (municipality_id, state, dwelling_id);

-- A change of a fact that Kobo may know asks for a comparison, whoever made it. In the transaction of the change.
CREATE FUNCTION want_kobo_comparison() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE kobo_links SET wanted = wanted + 1
  WHERE municipality_id = NEW.municipality_id AND dwelling_id = NEW.id AND state = 'linked';
  IF FOUND THEN
    INSERT INTO outbox (municipality_id, id, queue, kind, payload)
    VALUES (NEW.municipality_id, uuidv7(), 'kobo', 'sync-dwelling',
      jsonb_build_object('municipalityId', NEW.municipality_id, 'dwellingId', NEW.id));
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER dwellings_want_kobo_comparison AFTER UPDATE ON dwellings FOR EACH ROW
  WHEN ((OLD.bedrooms, OLD.area_m2, OLD.floor, OLD.has_lift, OLD.wheelchair_accessible, OLD.robust, OLD.own_entrance,
         OLD.screened, OLD.bruksenhetsnummer, OLD.owner_form, OLD.level)
    IS DISTINCT FROM (NEW.bedrooms, NEW.area_m2, NEW.floor, NEW.has_lift, NEW.wheelchair_accessible, NEW.robust,
         NEW.own_entrance, NEW.screened, NEW.bruksenhetsnummer, NEW.owner_form, NEW.level))
  EXECUTE FUNCTION want_kobo_comparison();
