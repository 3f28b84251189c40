-- Why: attendance, assignments and recusals name people by the id of the identity provider, which nobody knows by heart
-- and which a typed name may miss. The directory is who has signed in with a role, so that they can be chosen.
-- Lock: none on existing tables. Duration: below one second.
-- Law: GDPR art. 5 (1) c: id, name and role, and no more; read by those who appoint people alone.

CREATE TABLE staff_directory (
  municipality_id uuid NOT NULL REFERENCES municipalities (id),
  member text NOT NULL,
  name text,
  role text NOT NULL,
  signed_in_at timestamptz NOT NULL,
  CONSTRAINT staff_directory_pkey PRIMARY KEY (municipality_id, member),
  CONSTRAINT staff_directory_member_check CHECK (member ~ '^[\x21-\x7e]{1,200}$'),
  CONSTRAINT staff_directory_name_check CHECK (length(name) BETWEEN 1 AND 200),
  CONSTRAINT staff_directory_role_check CHECK (role IN ('case-officer', 'committee', 'housing-manager', 'leader', 'auditor', 'follow-up'))
);
COMMENT ON TABLE staff_directory IS 'Who has signed in here with a role (ansattregister): the people that can be chosen where somebody is appointed.';
COMMENT ON COLUMN staff_directory.member IS 'Id of the user at the identity provider, as attendance, recusals and traces know it.';
COMMENT ON COLUMN staff_directory.name IS 'As the identity provider gave it at the last sign-in; null where it gives none.';
COMMENT ON COLUMN staff_directory.role IS 'Of the last sign-in.';
COMMENT ON COLUMN staff_directory.signed_in_at IS 'The last sign-in.';
CALL isolate_tenant('staff_directory');
GRANT SELECT, INSERT, UPDATE ON staff_directory TO boligtrapp_app;
