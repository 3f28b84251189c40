-- Why: letters about the end of a lease are prepared by rule, written from the municipality's templates, and sent by a
-- person; what was sent stays stored with its hash, its day, its channel and its proof.
-- Lock: none on existing tables but for foreign keys. Duration: below one second.
-- Law: husleieloven § 9-2 third paragraph, § 1-5.

CREATE TABLE letter_templates (
  municipality_id uuid NOT NULL REFERENCES municipalities (id),
  id uuid NOT NULL,
  letter_kind text NOT NULL,
  language text NOT NULL,
  version_number integer NOT NULL,
  document_id uuid NOT NULL,
  valid_from date NOT NULL,
  uploaded_by text NOT NULL,
  uploaded_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT letter_templates_pkey PRIMARY KEY (municipality_id, id),
  CONSTRAINT letter_templates_version_key UNIQUE (municipality_id, letter_kind, language, version_number),
  CONSTRAINT letter_templates_document_fkey FOREIGN KEY (municipality_id, document_id) REFERENCES documents (municipality_id, id),
  CONSTRAINT letter_templates_kind_check CHECK (letter_kind IN ('move-request-before-end', 'move-request-after-end', 'expiry-information', 'interview-invitation')),
  CONSTRAINT letter_templates_language_check CHECK (language IN ('nb', 'nn')),
  CONSTRAINT letter_templates_version_check CHECK (version_number >= 1)
);
COMMENT ON TABLE letter_templates IS 'Word templates (brevmaler) of the municipality, append-only. Of those that are valid on a day the one valid from the latest day holds, and of these the latest version; where there is none, the text that comes with the product.';
COMMENT ON COLUMN letter_templates.valid_from IS 'First day on which letters are written from it (inclusive).';
CALL isolate_tenant('letter_templates');
GRANT SELECT, INSERT ON letter_templates TO boligtrapp_app;

CREATE TABLE letter_senders (
  municipality_id uuid NOT NULL REFERENCES municipalities (id),
  version_number integer NOT NULL,
  contact_lines text[] NOT NULL,
  sender_lines text[] NOT NULL,
  recorded_by text NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT letter_senders_pkey PRIMARY KEY (municipality_id, version_number),
  CONSTRAINT letter_senders_version_check CHECK (version_number >= 1),
  CONSTRAINT letter_senders_contact_check CHECK (cardinality(contact_lines) BETWEEN 1 AND 6),
  CONSTRAINT letter_senders_sender_check CHECK (cardinality(sender_lines) BETWEEN 1 AND 6)
);
COMMENT ON TABLE letter_senders IS 'Whom a tenant contacts, and who signs the letters, append-only; the latest version holds. No letter is written before there is one.';
COMMENT ON COLUMN letter_senders.contact_lines IS 'Office, telephone, address on the web: one line each.';
COMMENT ON COLUMN letter_senders.sender_lines IS 'Title and office that sign: one line each.';
CALL isolate_tenant('letter_senders');
GRANT SELECT, INSERT ON letter_senders TO boligtrapp_app;

CREATE TABLE prepared_notices (
  municipality_id uuid NOT NULL REFERENCES municipalities (id),
  id uuid NOT NULL,
  lease_id uuid NOT NULL,
  kind text NOT NULL,
  sequence text NOT NULL,
  last_day date NOT NULL,
  due_on date NOT NULL,
  prepared_on date NOT NULL,
  origin text NOT NULL,
  prepared_by text NOT NULL,
  ground text NOT NULL,
  state text NOT NULL DEFAULT 'prepared',
  letter_id uuid,
  discarded_on date,
  discarded_by text,
  discarded_because text,
  discard_note text,
  version integer NOT NULL DEFAULT 1,
  CONSTRAINT prepared_notices_pkey PRIMARY KEY (municipality_id, id),
  CONSTRAINT prepared_notices_lease_fkey FOREIGN KEY (municipality_id, lease_id) REFERENCES leases (municipality_id, id),
  CONSTRAINT prepared_notices_kind_check CHECK (kind IN ('move-request', 'expiry-information', 'interview-invitation')),
  CONSTRAINT prepared_notices_sequence_check CHECK (sequence IN ('first', 'second')),
  CONSTRAINT prepared_notices_second_check CHECK (sequence = 'first' OR kind = 'move-request'),
  CONSTRAINT prepared_notices_origin_check CHECK (origin IN ('rule', 'person')),
  CONSTRAINT prepared_notices_ground_check CHECK (ground IN ('end-nears', 'to-leave', 'no-decision')),
  CONSTRAINT prepared_notices_state_check CHECK (state IN ('prepared', 'written', 'sent', 'discarded')),
  CONSTRAINT prepared_notices_letter_check CHECK (state NOT IN ('written', 'sent') OR letter_id IS NOT NULL),
  CONSTRAINT prepared_notices_discard_check CHECK (num_nonnulls(discarded_on, discarded_by, discarded_because) = CASE WHEN state = 'discarded' THEN 3 ELSE 0 END),
  CONSTRAINT prepared_notices_because_check CHECK (discarded_because IN ('closed', 'renewed', 'decided', 'last-day-passed', 'sent-already', 'request-counts', 'indefinite', 'by-person')),
  CONSTRAINT prepared_notices_note_check CHECK ((discard_note IS NOT NULL) = (discarded_because IS NOT DISTINCT FROM 'by-person'))
);
COMMENT ON TABLE prepared_notices IS 'Letters about the end of a lease (varsler) that are due: prepared by rule or by a person, sent or discarded by a person, discarded by rule when their ground has gone.';
COMMENT ON COLUMN prepared_notices.sequence IS 'second: the request to move after the last day (husleieloven § 9-2 third paragraph); one sent before may not count.';
COMMENT ON COLUMN prepared_notices.last_day IS 'Last day of the term that the letter is about (inclusive).';
COMMENT ON COLUMN prepared_notices.due_on IS 'Day from which it is due, by the policy of the night that prepared it.';
COMMENT ON COLUMN prepared_notices.prepared_on IS 'The night''s date, or the day on which a person prepared it.';
COMMENT ON COLUMN prepared_notices.ground IS 'no-decision: nobody has decided whether the tenant is to leave.';
COMMENT ON COLUMN prepared_notices.state IS 'Transitions: NOTICE_TRANSITIONS of packages/domain.';
COMMENT ON COLUMN prepared_notices.letter_id IS 'The text that is to be sent, or was.';
COMMENT ON COLUMN prepared_notices.discarded_because IS 'by-person: discard_note says why. The others are by rule.';
-- A rule prepares a letter once for each last day, whatever a person makes of it; when its ground comes back, once more.
CREATE UNIQUE INDEX prepared_notices_rule_once_key ON prepared_notices (municipality_id, lease_id, kind, sequence, last_day)
  WHERE origin = 'rule' AND (discarded_because IS NULL OR discarded_because = 'by-person');
CREATE UNIQUE INDEX prepared_notices_one_open_key ON prepared_notices (municipality_id, lease_id, kind, sequence, last_day)
  WHERE state IN ('prepared', 'written');
CREATE INDEX prepared_notices_open_idx ON prepared_notices (municipality_id, due_on, id) WHERE state IN ('prepared', 'written');
CREATE INDEX prepared_notices_due_idx ON prepared_notices (municipality_id, due_on, id);
CREATE INDEX prepared_notices_lease_idx ON prepared_notices (municipality_id, lease_id);
CALL isolate_tenant('prepared_notices');
GRANT SELECT, INSERT, UPDATE (prepared_on, ground, state, letter_id, discarded_on, discarded_by, discarded_because, discard_note, version)
  ON prepared_notices TO boligtrapp_app;

-- A trigger and no check in each use case: what was sent is evidence, and whoever writes another use case must not be
-- able to change it.
CREATE FUNCTION refuse_changed_notice() RETURNS trigger
  LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a letter that was sent or discarded is not changed'
    USING ERRCODE = 'check_violation', CONSTRAINT = 'prepared_notices_final_check';
END $$;
COMMENT ON FUNCTION refuse_changed_notice() IS 'Refuses a change of a letter that was sent or discarded.';
CREATE TRIGGER prepared_notices_final BEFORE UPDATE ON prepared_notices
  FOR EACH ROW WHEN (OLD.state IN ('sent', 'discarded')) EXECUTE FUNCTION refuse_changed_notice();

CREATE TABLE notice_letters (
  municipality_id uuid NOT NULL REFERENCES municipalities (id),
  id uuid NOT NULL,
  notice_id uuid NOT NULL,
  letter_number integer NOT NULL,
  letter_kind text NOT NULL,
  language text NOT NULL,
  template_id uuid,
  data jsonb NOT NULL,
  docx_document_id uuid NOT NULL,
  pdf_document_id uuid NOT NULL,
  written_on date NOT NULL,
  written_by text NOT NULL,
  CONSTRAINT notice_letters_pkey PRIMARY KEY (municipality_id, id),
  CONSTRAINT notice_letters_notice_key UNIQUE (municipality_id, notice_id, id),
  CONSTRAINT notice_letters_number_key UNIQUE (municipality_id, notice_id, letter_number),
  CONSTRAINT notice_letters_notice_fkey FOREIGN KEY (municipality_id, notice_id) REFERENCES prepared_notices (municipality_id, id),
  CONSTRAINT notice_letters_template_fkey FOREIGN KEY (municipality_id, template_id) REFERENCES letter_templates (municipality_id, id),
  CONSTRAINT notice_letters_docx_fkey FOREIGN KEY (municipality_id, docx_document_id) REFERENCES documents (municipality_id, id),
  CONSTRAINT notice_letters_pdf_fkey FOREIGN KEY (municipality_id, pdf_document_id) REFERENCES documents (municipality_id, id),
  CONSTRAINT notice_letters_kind_check CHECK (letter_kind IN ('move-request-before-end', 'move-request-after-end', 'expiry-information', 'interview-invitation')),
  CONSTRAINT notice_letters_language_check CHECK (language IN ('nb', 'nn')),
  CONSTRAINT notice_letters_number_check CHECK (letter_number >= 1)
);
COMMENT ON TABLE notice_letters IS 'Texts of letters as they were written, append-only; a letter that is written again has another.';
COMMENT ON COLUMN notice_letters.template_id IS 'Null: the text that comes with the product.';
COMMENT ON COLUMN notice_letters.data IS 'What the text was filled with; names, never an identity number.';
CALL isolate_tenant('notice_letters');
GRANT SELECT, INSERT ON notice_letters TO boligtrapp_app;
ALTER TABLE prepared_notices ADD CONSTRAINT prepared_notices_letter_fkey
  FOREIGN KEY (municipality_id, id, letter_id) REFERENCES notice_letters (municipality_id, notice_id, id);

CREATE TABLE notice_sendings (
  municipality_id uuid NOT NULL REFERENCES municipalities (id),
  notice_id uuid NOT NULL,
  letter_id uuid NOT NULL,
  lease_notice_id uuid NOT NULL,
  sent_by text NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT notice_sendings_pkey PRIMARY KEY (municipality_id, notice_id),
  CONSTRAINT notice_sendings_lease_notice_key UNIQUE (municipality_id, lease_notice_id),
  CONSTRAINT notice_sendings_letter_fkey FOREIGN KEY (municipality_id, notice_id, letter_id) REFERENCES notice_letters (municipality_id, notice_id, id),
  CONSTRAINT notice_sendings_lease_notice_fkey FOREIGN KEY (municipality_id, lease_notice_id) REFERENCES lease_notices (municipality_id, id)
);
COMMENT ON TABLE notice_sendings IS 'That a letter was sent, with the text that was, and the written notice it is to the law, append-only. A letter is sent once.';
COMMENT ON COLUMN notice_sendings.sent_by IS 'Who says so: a person sends, never the system.';
CALL isolate_tenant('notice_sendings');
GRANT SELECT, INSERT ON notice_sendings TO boligtrapp_app;
