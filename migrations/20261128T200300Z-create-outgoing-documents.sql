-- Why: what the system makes and people have sent or signed goes to the archive, and digital letters to who dispatches
-- them, each once and however often it fails.
-- Lock: none on existing tables. Duration: below one second.

CREATE TABLE outgoing_documents (
  municipality_id uuid NOT NULL REFERENCES municipalities (id),
  id uuid NOT NULL,
  target text NOT NULL,
  document_kind text NOT NULL,
  subject_id uuid NOT NULL,
  state text NOT NULL DEFAULT 'pending',
  failed_attempts integer NOT NULL DEFAULT 0,
  last_error_code text,
  next_attempt_at timestamptz NOT NULL,
  reference text,
  handed_over_at timestamptz,
  CONSTRAINT outgoing_documents_pkey PRIMARY KEY (municipality_id, id),
  CONSTRAINT outgoing_documents_once_key UNIQUE (municipality_id, target, document_kind, subject_id),
  CONSTRAINT outgoing_documents_target_check CHECK (target IN ('archive', 'dispatch')),
  CONSTRAINT outgoing_documents_kind_check CHECK (document_kind IN ('round-protocol', 'review-protocol', 'letter')),
  CONSTRAINT outgoing_documents_dispatch_check CHECK (target = 'archive' OR document_kind = 'letter'),
  CONSTRAINT outgoing_documents_state_check CHECK (state IN ('pending', 'handed-over')),
  CONSTRAINT outgoing_documents_reference_check CHECK (num_nonnulls(reference, handed_over_at) = CASE state WHEN 'handed-over' THEN 2 ELSE 0 END),
  CONSTRAINT outgoing_documents_failed_check CHECK (failed_attempts >= 0)
);
COMMENT ON TABLE outgoing_documents IS 'Documents on their way to the archive (sakarkiv) or to who dispatches letters (SvarUt, eFormidling); ids only.';
COMMENT ON COLUMN outgoing_documents.id IS 'The id under which it is handed over, the same in every attempt.';
COMMENT ON COLUMN outgoing_documents.subject_id IS 'The round, review or prepared notice whose document it is.';
COMMENT ON COLUMN outgoing_documents.state IS 'Transitions: OUTGOING_DOCUMENT_TRANSITIONS of packages/domain.';
COMMENT ON COLUMN outgoing_documents.last_error_code IS 'Code of the last failure; never a message.';
COMMENT ON COLUMN outgoing_documents.reference IS 'What the receiver knows it by, such as a journalpostID.';
CALL isolate_tenant('outgoing_documents');
CREATE INDEX outgoing_documents_pending_idx ON outgoing_documents (municipality_id, target, next_attempt_at) WHERE state = 'pending';
GRANT SELECT, INSERT, UPDATE (state, failed_attempts, last_error_code, next_attempt_at, reference, handed_over_at) ON outgoing_documents TO boligtrapp_app;
