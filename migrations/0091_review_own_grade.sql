-- How the school sees itself is saved by the school beside the team's text: each has its own count of saves, so that neither is told of a conflict by the other's.
alter table qa_review_theme add column own_revision integer not null default 1;
