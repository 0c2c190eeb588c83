-- What answered a line of enquiry may be kept as evidence: the answer points to it.
alter table line_of_enquiry add column evidence_id uuid references evidence;
alter table line_of_enquiry add check (evidence_id is null or answered_at is not null);
create index line_of_enquiry_by_evidence on line_of_enquiry (evidence_id) where evidence_id is not null;
