-- An account belongs to one person of one trust. Were it shared between trusts, an administrator of one, who may send links and change addresses, could
-- become somebody of the other. An index sees past row-level security, so it holds across trusts.

drop index person_by_account;
create unique index person_one_account on person (account_id);
