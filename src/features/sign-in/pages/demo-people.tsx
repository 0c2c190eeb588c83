import { Button } from '#ui/button.tsx';
import { HiddenField } from '#ui/hidden-field.tsx';
import { Table } from '#ui/table.tsx';
import { signInPaths } from '../paths.ts';
import { byRole, type DemoPerson } from '../rules.ts';

const SignInAs = ({ person, csrfToken }: { person: DemoPerson; csrfToken: string }) => (
  <form method="post" action={signInPaths.demo}>
    <HiddenField name="_csrf" value={csrfToken} />
    <HiddenField name="personId" value={person.personId} />
    <Button variant="secondary" hiddenText={`as ${person.name}`}>
      Sign in
    </Button>
  </form>
);

/** Everybody of the demonstration, with a button each. */
export const DemoPeople = ({ people, csrfToken }: { people: readonly DemoPerson[]; csrfToken: string }) => (
  <section aria-label="Demonstration">
    <p class="govuk-body-l">This is a demonstration with an invented trust. Choose whose eyes to see it through.</p>
    <Table
      caption="People of the demonstration"
      captionHidden
      stack
      columns={[{ header: 'Role' }, { header: 'Name' }, { header: 'Where' }, { header: 'Sign in', headerHidden: true }]}
      rows={byRole(people).flatMap((group) =>
        group.people.map((person) => [
          group.label,
          person.jobTitle === null || person.jobTitle === group.label
            ? person.name
            : `${person.name}, ${person.jobTitle}`,
          person.schoolName ?? 'The whole trust',
          <SignInAs person={person} csrfToken={csrfToken} />,
        ]),
      )}
    />
  </section>
);
