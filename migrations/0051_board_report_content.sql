-- What the last assembling changed, which plan a wanted decision is about, and the facts that an issue was made from: the report of the next term compares itself with them.

alter table board_report add column changes jsonb not null default '[]';
alter table board_report_decision add column plan_id uuid references action_plan;
create unique index board_report_decision_once on board_report_decision (report_id, plan_id) where plan_id is not null;
alter table board_report_issue add column facts jsonb;
