-- What supports a sentence of an Annual Review. A sentence is known by its part and the hash of its words without marks, case and spacing.

create table claim_evidence (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  review_id uuid not null references annual_review,
  part text not null,
  sentence_hash text not null,
  sentence text not null,
  evidence_id uuid not null references evidence,
  linked_at timestamptz not null,
  linked_by uuid not null references person,
  unique (review_id, part, sentence_hash, evidence_id)
);
create index claim_evidence_by_evidence on claim_evidence (evidence_id);
select app.protect('claim_evidence');
select app.keep_history('claim_evidence');

create table claim_waiver (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  review_id uuid not null references annual_review,
  part text not null,
  sentence_hash text not null,
  sentence text not null,
  kind text not null check (kind in ('waived', 'not_a_claim')),
  reason text check (btrim(reason) <> ''),
  waived_at timestamptz not null,
  waived_by uuid not null references person,
  unique (review_id, part, sentence_hash),
  check (kind = 'not_a_claim' or reason is not null)
);
select app.protect('claim_waiver');
select app.keep_history('claim_waiver');
