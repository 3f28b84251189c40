-- Why: a tenant's way on is planned in steps, agreed with the tenant, and every version of the plan is kept.
-- Lock: none on existing tables. Duration: below one second.

CREATE TABLE career_plans (
  municipality_id uuid NOT NULL REFERENCES municipalities (id),
  id uuid NOT NULL,
  household_id uuid NOT NULL,
  lease_id uuid NOT NULL,
  goal text NOT NULL,
  goal_level smallint,
  state text NOT NULL DEFAULT 'draft',
  agreed_on date,
  first_agreed_on date,
  first_agreed_by text,
  made_by text NOT NULL,
  version integer NOT NULL DEFAULT 1,
  CONSTRAINT career_plans_pkey PRIMARY KEY (municipality_id, id),
  CONSTRAINT career_plans_household_fkey FOREIGN KEY (municipality_id, household_id) REFERENCES households (municipality_id, id),
  CONSTRAINT career_plans_lease_fkey FOREIGN KEY (municipality_id, lease_id) REFERENCES leases (municipality_id, id),
  CONSTRAINT career_plans_goal_check CHECK (goal IN ('stay', 'step-down', 'private-rental', 'own-with-startlan')),
  CONSTRAINT career_plans_goal_level_check CHECK ((goal = 'step-down') = (goal_level IS NOT NULL) AND goal_level BETWEEN 1 AND 4),
  CONSTRAINT career_plans_state_check CHECK (state IN ('draft', 'agreed', 'achieved', 'dropped')),
  CONSTRAINT career_plans_agreed_check CHECK (state NOT IN ('agreed', 'achieved') OR agreed_on IS NOT NULL),
  CONSTRAINT career_plans_draft_check CHECK (state <> 'draft' OR agreed_on IS NULL),
  CONSTRAINT career_plans_first_agreed_check CHECK (num_nonnulls(first_agreed_on, first_agreed_by) <> 1 AND (agreed_on IS NULL OR first_agreed_on IS NOT NULL))
);
COMMENT ON TABLE career_plans IS 'Housing-career plan (boligkarriereplan) of a household. It goes on when the lease is renewed.';
COMMENT ON COLUMN career_plans.lease_id IS 'The lease during which it was made.';
COMMENT ON COLUMN career_plans.goal_level IS 'The level to step down to; with the goal step-down only.';
COMMENT ON COLUMN career_plans.state IS 'Transitions: CAREER_PLAN_TRANSITIONS of packages/domain.';
COMMENT ON COLUMN career_plans.agreed_on IS 'The day the tenant agreed to the plan as it is; null again when its goal is revised.';
COMMENT ON COLUMN career_plans.first_agreed_on IS 'The day the tenant first agreed to the plan, which fulfils the follow-up of the kind career-plan.';
CREATE UNIQUE INDEX career_plans_one_current_key ON career_plans (municipality_id, household_id) WHERE state IN ('draft', 'agreed');
CREATE INDEX career_plans_household_idx ON career_plans (municipality_id, household_id);
CALL isolate_tenant('career_plans');
GRANT SELECT, INSERT ON career_plans TO boligtrapp_app;
GRANT UPDATE (goal, goal_level, state, agreed_on, first_agreed_on, first_agreed_by, version) ON career_plans TO boligtrapp_app;

CREATE TABLE career_plan_steps (
  municipality_id uuid NOT NULL REFERENCES municipalities (id),
  id uuid NOT NULL,
  plan_id uuid NOT NULL,
  kind text NOT NULL,
  responsible text NOT NULL,
  due_on date NOT NULL,
  state text NOT NULL DEFAULT 'planned',
  CONSTRAINT career_plan_steps_pkey PRIMARY KEY (municipality_id, id),
  CONSTRAINT career_plan_steps_plan_fkey FOREIGN KEY (municipality_id, plan_id) REFERENCES career_plans (municipality_id, id),
  CONSTRAINT career_plan_steps_kind_check CHECK (kind IN ('work', 'debt', 'savings', 'startlan-readiness', 'housing-allowance', 'other')),
  CONSTRAINT career_plan_steps_responsible_check CHECK (responsible IN ('tenant', 'follow-up', 'case-officer', 'other-service')),
  CONSTRAINT career_plan_steps_state_check CHECK (state IN ('planned', 'in-progress', 'done', 'dropped'))
);
COMMENT ON TABLE career_plan_steps IS 'Steps of a housing-career plan, coded; no free text about the tenant.';
COMMENT ON COLUMN career_plan_steps.responsible IS 'Whose turn it is, by role.';
COMMENT ON COLUMN career_plan_steps.state IS 'Transitions: PLAN_STEP_TRANSITIONS of packages/domain.';
CREATE INDEX career_plan_steps_plan_idx ON career_plan_steps (municipality_id, plan_id);
CALL isolate_tenant('career_plan_steps');
GRANT SELECT, INSERT ON career_plan_steps TO boligtrapp_app;
GRANT UPDATE (state) ON career_plan_steps TO boligtrapp_app;

CREATE TABLE career_plan_versions (
  municipality_id uuid NOT NULL REFERENCES municipalities (id),
  plan_id uuid NOT NULL,
  version integer NOT NULL,
  event text NOT NULL,
  content jsonb NOT NULL,
  recorded_by text NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT career_plan_versions_pkey PRIMARY KEY (municipality_id, plan_id, version),
  CONSTRAINT career_plan_versions_plan_fkey FOREIGN KEY (municipality_id, plan_id) REFERENCES career_plans (municipality_id, id),
  CONSTRAINT career_plan_versions_event_check CHECK (event IN ('made', 'agreed', 'revised', 'step-added', 'step-moved', 'achieved', 'dropped'))
);
COMMENT ON TABLE career_plan_versions IS 'A housing-career plan after each change, append-only.';
COMMENT ON COLUMN career_plan_versions.content IS 'The plan with all its steps, in codes and dates.';
CALL isolate_tenant('career_plan_versions');
GRANT SELECT, INSERT ON career_plan_versions TO boligtrapp_app;
