import { ButtonLink } from '#ui/button.tsx';
import { Details } from '#ui/details.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { TextField } from '#ui/text-field.tsx';
import { WarningText } from '#ui/warning-text.tsx';
import { calendarFeedPaths } from '../paths.ts';

/** How the programs that schools use take an address. */
export const HowTo = () => (
  <>
    <h2 class="govuk-heading-m">How to subscribe</h2>
    <Details summary="Outlook">
      <ol class="govuk-list govuk-list--number">
        <li>Open the calendar, then “Add calendar”.</li>
        <li>Choose “Subscribe from web”, and paste the address.</li>
        <li>Give it a name, and import it.</li>
      </ol>
    </Details>
    <Details summary="Google Calendar">
      <ol class="govuk-list govuk-list--number">
        <li>Open Google Calendar in a browser. Beside “Other calendars”, choose +.</li>
        <li>Choose “From URL”, and paste the address.</li>
        <li>Choose “Add calendar”. Google asks for changes about once a day.</li>
      </ol>
    </Details>
    <Details summary="iPhone, iPad or Mac">
      <ol class="govuk-list govuk-list--number">
        <li>Open Calendar, then add a subscription calendar.</li>
        <li>Paste the address, and subscribe.</li>
      </ol>
    </Details>
    <p class="govuk-body">
      Programs ask for changes by themselves, most within a day. What was stopped disappears or is struck out there.
    </p>
  </>
);

/** The address, shown this once. */
export const NewAddress = ({ address }: { address: string }) => (
  <>
    <PageHeading title="Your new address" lead="Copy it now into your calendar program. It is shown only this once." />
    <TextField name="address" label="Address" value={address} />
    <WarningText>
      Whoever has this address can read the calendar behind it. Do not send it on: a colleague makes their own. If it
      got into other hands, make a new one, and this one ends.
    </WarningText>
    <p class="govuk-body">
      <ButtonLink href={calendarFeedPaths.feeds}>I have copied it</ButtonLink>
    </p>
    <HowTo />
  </>
);
