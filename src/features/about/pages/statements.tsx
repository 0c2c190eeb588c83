import type { PublicCtx } from '#core/access/public-route.ts';
import { appPage } from '#core/web/app-page.tsx';
import type { Reply } from '#platform/http/reply.ts';
import { PageHeading } from '#ui/page-heading.tsx';
import { Prose } from '#ui/prose.tsx';

/** What was done for accessibility, what was checked and what was not. */
export async function showAccessibility(ctx: PublicCtx): Promise<Reply> {
  return appPage(
    ctx,
    { title: 'Accessibility', crumbs: [] },
    <>
      <PageHeading
        title="Accessibility"
        lead="Cairn aims at WCAG 2.2 level AA. This page says what has been checked, and what has not."
      />
      <Prose>
        <h2 class="govuk-heading-m">What you can rely on</h2>
        <ul class="govuk-list govuk-list--bullet">
          <li>
            Pages and forms are made of links, fields and buttons that a keyboard reaches, and need no scripts. What is
            focused has a visible outline.
          </li>
          <li>
            Every field has a label; what is wrong is said at the top of the page, beside the field, and in words.
          </li>
          <li>Grades and ratings are words and numbers, never colour alone. A chart has its table beside it.</li>
          <li>Pages fit a phone without scrolling sideways; wide tables scroll inside themselves.</li>
          <li>Colours follow your light or dark setting; movement follows your setting for less of it.</li>
          <li>PDF files are tagged (PDF/UA-1) and Word files use real headings and table headers.</li>
        </ul>
        <h2 class="govuk-heading-m">How it was checked</h2>
        <p class="govuk-body">
          The tests that every version must pass sign in as each of the twelve roles, follow the links, and open one or
          more pages of every kind in a browser: axe looks at each on a wide screen, light and (for one of each kind)
          dark, and a narrow screen of 390 pixels must not scroll sideways. One journey, from a draft to the decision of
          the board, is gone through without scripts, finding fields by their labels. That finds what a machine can
          find.
        </p>
        <h2 class="govuk-heading-m">What is not known</h2>
        <ul class="govuk-list govuk-list--bullet">
          <li>No audit by people has been made, and no person who uses a screen reader every day has tested it yet.</li>
          <li>Nobody has gone through every form with the keyboard alone, or with speech or a screen magnifier.</li>
          <li>PDF files were checked only by the program that writes them.</li>
          <li>
            In PDF tables the first cell of a row is bold but not tagged as a header, because the writer that we use
            cannot.
          </li>
          <li>Files that people upload are as accessible as whoever made them made them.</li>
        </ul>
        <h2 class="govuk-heading-m">Tell us</h2>
        <p class="govuk-body">
          If something stops you, tell the administrator of your trust; they will find another way for you and report
          it. If you are not content with the answer, the Equality Advisory and Support Service can help.
        </p>
      </Prose>
    </>,
  );
}

/** What is kept, why, who sees it, and for how long. */
export async function showPrivacy(ctx: PublicCtx): Promise<Reply> {
  return appPage(
    ctx,
    { title: 'Privacy', crumbs: [] },
    <>
      <PageHeading
        title="Privacy"
        lead="Your trust decides what is kept here and answers for it. This page says what Cairn does with it."
      />
      <Prose>
        <h2 class="govuk-heading-m">What is kept about you</h2>
        <ul class="govuk-list govuk-list--bullet">
          <li>Your name, work e-mail address, job title, and the roles that you hold and held.</li>
          <li>
            What you wrote, signed and decided here, and when: schools are held to account by it, so it stays under your
            name.
          </li>
          <li>
            When you signed in, from which address and browser, for as long as the session lasts and as events in the
            trail.
          </li>
          <li>Your password only as a hash that nobody can read; the key of a second step, encrypted.</li>
        </ul>
        <h2 class="govuk-heading-m">Who sees it</h2>
        <p class="govuk-body">
          People of your trust according to their role, and nobody of another trust. Governors and trustees see what has
          been issued, plans, interventions and published results; drafts and evidence are seen by those who work on
          them. An administrator sees people, roles and mail. Whoever runs the server for your trust can reach
          everything on it.
        </p>
        <p class="govuk-body">
          Who changed what, and when, is recorded in the trail, which nobody can change without its being found out.
          That somebody read a page is not recorded. Mail goes to the people of your trust through the mail server that
          it has chosen; nothing else is sent outside, and no page loads anything from elsewhere.
        </p>
        <h2 class="govuk-heading-m">Why</h2>
        <p class="govuk-body">
          A trust answers for the education that its schools give. To do so it has to know who judged what, on what
          evidence, who agreed to what, and who may see it. Nothing here is decided about a person by a machine.
        </p>
        <h2 class="govuk-heading-m">How long</h2>
        <ul class="govuk-list govuk-list--bullet">
          <li>
            A session lasts twelve hours from its last use, and is deleted at a later sign-in, a day after it ended.
          </li>
          <li>An invitation or a link for a new password ends by itself; it works once.</li>
          <li>
            Your name, your roles, and what you wrote, signed and decided stay after you have left, with every earlier
            version and the events of the trail. Cairn deletes none of it by itself.
          </li>
          <li>
            For how long records of each kind are kept is in your trust’s own retention schedule. Removing a person, or
            a file that was uploaded, cannot be done in a page yet: whoever runs the server does it.
          </li>
          <li>Backups hold all of this for as long as your trust keeps them.</li>
        </ul>
        <h2 class="govuk-heading-m">Pupils</h2>
        <p class="govuk-body">
          Cairn keeps published figures about schools. Do not write the name of a pupil into a review, a plan or
          evidence; the pages remind you where it could happen.
        </p>
        <h2 class="govuk-heading-m">Cookies</h2>
        <p class="govuk-body">
          One that keeps you signed in, one that remembers for a few minutes that a code is being asked for, one that
          protects forms, one that carries a message to the next page. None follows you.
        </p>
        <h2 class="govuk-heading-m">Your rights</h2>
        <p class="govuk-body">
          Your trust is the controller. Ask its data protection officer to see what is kept about you, to correct it, or
          for how long each kind of record is kept.
        </p>
      </Prose>
    </>,
  );
}
