import '#core/audit/tables.ts';
import '#core/organisations/tables.ts';
import '#core/people/tables.ts';
