-- Why: a calendar link is answered as long as an identity provider vouches for who made it: each reading asks for the
-- sessions of one user, ended ones too.
-- Lock: SHARE on staff_sessions. Duration: below one second.

CREATE INDEX staff_sessions_user_idx ON staff_sessions (municipality_id, actor, confirmed_at);
COMMENT ON COLUMN calendar_links.owner_role IS 'Role of the owner when it was made; the link shows nothing once this role may not read reports, or the owner has another one, or none since 30 days.';
