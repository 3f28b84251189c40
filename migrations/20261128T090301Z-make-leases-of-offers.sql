-- Why: a lease knows the offer it was made of; a change of parties (husleieloven §§ 8-2, 8-3) is no new allocation and
-- keeps what was claimed and when; the handover of a dwelling is recorded by whoever was there.
-- Lock: ACCESS EXCLUSIVE on leases while a column is added and an index is built. Duration: below one second.
-- Law: husleieloven §§ 8-2, 8-3.

ALTER TABLE leases
  ADD COLUMN offer_id uuid,
  ADD CONSTRAINT leases_offer_fkey FOREIGN KEY (municipality_id, offer_id) REFERENCES offers (municipality_id, id);
COMMENT ON COLUMN leases.offer_id IS 'The accepted offer that it was made of; null for leases from before, renewals and changes of parties.';
CREATE UNIQUE INDEX leases_one_per_offer_key ON leases (municipality_id, offer_id) WHERE offer_id IS NOT NULL;

CREATE TABLE lease_party_changes (
  municipality_id uuid NOT NULL REFERENCES municipalities (id),
  lease_id uuid NOT NULL,
  former_lease_id uuid NOT NULL,
  ground text NOT NULL,
  occurred_on date NOT NULL,
  claimed_on date NOT NULL,
  claim_due_on date,
  recorded_by text NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT lease_party_changes_pkey PRIMARY KEY (municipality_id, lease_id),
  CONSTRAINT lease_party_changes_lease_fkey FOREIGN KEY (municipality_id, lease_id) REFERENCES leases (municipality_id, id),
  CONSTRAINT lease_party_changes_former_fkey FOREIGN KEY (municipality_id, former_lease_id) REFERENCES leases (municipality_id, id),
  CONSTRAINT lease_party_changes_former_key UNIQUE (municipality_id, former_lease_id),
  CONSTRAINT lease_party_changes_ground_check CHECK (ground IN ('death', 'household-divided')),
  CONSTRAINT lease_party_changes_due_check CHECK ((ground = 'death') = (claim_due_on IS NOT NULL)),
  CONSTRAINT lease_party_changes_order_check CHECK (claimed_on >= occurred_on)
);
COMMENT ON TABLE lease_party_changes IS 'Who entered a lease instead of the former tenant (inntreden): after a death (§ 8-2) or when the household divides (§ 8-3). The new lease has the same end as the former; no new allocation. Append-only.';
COMMENT ON COLUMN lease_party_changes.claim_due_on IS 'Last day for the notice of the claim after a death; a later one is stored all the same, and shown as late.';
CALL isolate_tenant('lease_party_changes');
GRANT SELECT, INSERT ON lease_party_changes TO boligtrapp_app;

CREATE TABLE handovers (
  municipality_id uuid NOT NULL REFERENCES municipalities (id),
  id uuid NOT NULL,
  lease_id uuid NOT NULL,
  direction text NOT NULL,
  held_on date NOT NULL,
  recorded_by text NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT handovers_pkey PRIMARY KEY (municipality_id, id),
  CONSTRAINT handovers_lease_fkey FOREIGN KEY (municipality_id, lease_id) REFERENCES leases (municipality_id, id),
  CONSTRAINT handovers_direction_check CHECK (direction IN ('in', 'out'))
);
COMMENT ON TABLE handovers IS 'A checklist gone through when a tenant moves in or out (overtakelse), append-only: a later one of the same direction adds to the earlier.';
CREATE INDEX handovers_lease_idx ON handovers (municipality_id, lease_id);
CALL isolate_tenant('handovers');
GRANT SELECT, INSERT ON handovers TO boligtrapp_app;

CREATE TABLE handover_items (
  municipality_id uuid NOT NULL REFERENCES municipalities (id),
  handover_id uuid NOT NULL,
  item text NOT NULL,
  is_done boolean NOT NULL,
  remark_code text,
  CONSTRAINT handover_items_pkey PRIMARY KEY (municipality_id, handover_id, item),
  CONSTRAINT handover_items_handover_fkey FOREIGN KEY (municipality_id, handover_id) REFERENCES handovers (municipality_id, id),
  CONSTRAINT handover_items_item_check CHECK (item IN ('keys', 'meters', 'cleaning', 'smoke-alarm', 'fire-extinguisher',
    'fixtures', 'walls-and-floors', 'storage-room', 'house-rules', 'contact-persons')),
  CONSTRAINT handover_items_remark_check CHECK (remark_code IN ('missing', 'damaged', 'not-clean', 'to-be-repaired', 'not-applicable'))
);
COMMENT ON TABLE handover_items IS 'What was gone through at a handover, with a code for what was found; no free text about the tenant. Append-only.';
CALL isolate_tenant('handover_items');
GRANT SELECT, INSERT ON handover_items TO boligtrapp_app;
