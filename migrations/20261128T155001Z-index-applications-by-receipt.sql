-- Why: the list of applications is read in the order of receipt, page by page; without an index in that order every
--   page reads and sorts all applications of the municipality.
-- Lock: ShareLock on housing_applications; writes wait while the index is built.
-- Duration: under a second for 100,000 applications.

CREATE INDEX housing_applications_receipt_idx ON housing_applications (municipality_id, received_on, id);
