-- Why: an application in the queue has somebody who answers for it, and how that came to be is kept.
-- Lock: none on existing tables. Duration: below one second.

CREATE TABLE application_assignments (
  municipality_id uuid NOT NULL REFERENCES municipalities (id),
  id uuid NOT NULL,
  application_id uuid NOT NULL,
  assignment_number integer NOT NULL,
  assigned_to text,
  reason text NOT NULL,
  assigned_by text NOT NULL,
  assigned_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT application_assignments_pkey PRIMARY KEY (municipality_id, id),
  CONSTRAINT application_assignments_application_fkey FOREIGN KEY (municipality_id, application_id) REFERENCES housing_applications (municipality_id, id),
  CONSTRAINT application_assignments_number_key UNIQUE (municipality_id, application_id, assignment_number),
  CONSTRAINT application_assignments_number_check CHECK (assignment_number >= 1),
  CONSTRAINT application_assignments_reason_check CHECK (char_length(reason) BETWEEN 1 AND 200)
);
COMMENT ON TABLE application_assignments IS 'Saksbehandler: who answers for an application, who said so and why, append-only. The highest number holds; a row without assigned_to gives it back to the unassigned.';
COMMENT ON COLUMN application_assignments.assigned_to IS 'A user, by the id at the identity provider; null for nobody.';
COMMENT ON COLUMN application_assignments.assignment_number IS '1 for the first assignment of an application, and one more for each after it.';
COMMENT ON COLUMN application_assignments.reason IS 'Why it was assigned or given back; nothing about the applicant.';
CALL isolate_tenant('application_assignments');
CALL hide_blocked('application_assignments');
GRANT SELECT, INSERT ON application_assignments TO boligtrapp_app;
