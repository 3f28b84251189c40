/** The statements of `GET /v1/applications`, as the use case sends them, for the reference route. */

export const SET_TENANT = `select set_config('app.municipality', $1, true), set_config('app.actor_id', $2, true),
  set_config('statement_timeout', $3, true)`;

export const RECUSED = `select household_id as "householdId" from hidden_households($1) as h (household_id)`;

export const PAGE = `select a.id, a.household_id as "householdId", h.reference as "householdReference", a.source,
    a.received_on as "receivedOn", a.receipt_sent_at as "receiptSentAt", a.helped_by as "helpedBy",
    a.previous_application_id as "previousApplicationId",
    a.preliminary_answer_sent_on as "preliminaryAnswerSentOn", a.status, a.version, a.created_at as "createdAt",
    (select count(*) from housing_applications c where c.municipality_id = $1) as "totalCount"
  from housing_applications a
  inner join households h on h.municipality_id = a.municipality_id and h.id = a.household_id
  where a.municipality_id = $1 order by a.received_on, a.id limit $2`;

export const NOTE_ACCESS = `insert into access_events
  (municipality_id, id, actor, role, request_id, operation, household_ids) values ($1, $2, $3, $4, $5, $6, $7)`;
