import type { Child } from 'hono/jsx';
import type { Ctx } from '#core/context.ts';
import { idParam, type PageRequest, textParam } from '#platform/http/page-request.ts';
import { page, type Reply } from '#platform/http/reply.ts';
import { assetPath } from '#ui/assets.ts';
import { Sparkline } from '#ui/sparkline.tsx';
import { SummaryList } from '#ui/summary-list.tsx';
import { Table } from '#ui/table.tsx';
import { day, factsOfFigure, titleOfFigure, whoByWhen } from '../documents/paper-document.ts';
import { type FigureFact, outcomeWords, type PaperFacts, type PointFact } from '../facts.ts';
import { openPaper, papersOf, pickPaper } from '../paper-queries.ts';
import { analysisPaths as paths } from '../paths.ts';
import { findAnalysis } from '../queries.ts';

type Slide = { title: string; caption: string; body: Child };

const Text = ({ lead, text }: { lead?: string; text: string }) => (
  <>
    {lead ? <h2 class="govuk-heading-s">{lead}</h2> : null}
    {text
      .split(/\n\s*\n/)
      .filter((each) => each.trim() !== '')
      .map((each) => (
        <p class="govuk-body cairn-slide__text">{each}</p>
      ))}
  </>
);

/** How the figure has moved; nothing where there is only one snapshot to show. */
const Trend = ({ figure }: { figure: FigureFact }) => {
  const words = figure.trend.map((each) => `${each.name} ${each.words}`).join(', ');
  return figure.trend.filter((each) => each.value !== null).length < 3 ? null : (
    <p class="govuk-body">
      <Sparkline values={figure.trend.map((each) => each.value)} label={words} /> {words}
    </p>
  );
};

const Measure = ({ point }: { point: PointFact }) => {
  const { figure } = point;
  return (
    <div class="cairn-slide__columns">
      <div>
        <p class="cairn-slide__figure">{figure.value}</p>
        {figure.pupils === null ? null : <p class="govuk-body">{figure.pupils} pupils</p>}
        <SummaryList
          rows={factsOfFigure(figure)
            .slice(1)
            .map((each) => ({ key: each.label, value: each.value }))}
        />
        <Trend figure={figure} />
      </div>
      <div>
        <Text lead="What it says" text={point.says} />
        <Text lead="Why" text={point.why} />
        <Text lead="What next" text={point.next} />
        <p class="govuk-body">
          <strong>{whoByWhen(point)}</strong>
        </p>
      </div>
    </div>
  );
};

function slidesOf(facts: PaperFacts): Slide[] {
  const caption = `${facts.school}, ${facts.snapshot}`;
  const measures = facts.points.map(
    (point): Slide => ({ title: titleOfFigure(point.figure), caption, body: <Measure point={point} /> }),
  );
  const first: Slide = {
    title: `Analysis of the ${facts.snapshot}`,
    caption: `${facts.school}, ${facts.trust}`,
    body: (
      <>
        <p class="govuk-body">
          Presented by {facts.head} on {day(facts.presentedOn)}. Data as at {day(facts.dataOn)}.
        </p>
        {facts.why ? <p class="govuk-body">Presented again: {facts.why}</p> : null}
        <Text text={facts.summary} />
      </>
    ),
  };
  const next: Slide = {
    title: 'What we do next',
    caption,
    body: (
      <Table
        caption="Next steps"
        captionHidden
        columns={[{ header: 'Step' }, { header: 'Who' }, { header: 'By' }]}
        rows={facts.points.map((point) => [
          `${point.next} (${titleOfFigure(point.figure)})`,
          point.who,
          point.by === null ? '—' : day(point.by),
        ])}
        stack
      />
    ),
  };
  const back: Slide = {
    title: 'What we said last time',
    caption,
    body: (
      <Table
        caption="Steps of last time"
        captionHidden
        columns={[{ header: 'What we said' }, { header: 'Whether it happened' }, { header: 'What came of it' }]}
        rows={facts.lastTime.map((step) => [
          `${step.step} (${step.about})`,
          step.outcome ? outcomeWords[step.outcome] : 'Not said',
          step.note || '—',
        ])}
        stack
      />
    ),
  };
  return [first, ...(facts.lastTime.length > 0 ? [back] : []), ...measures, next];
}

/**
 * The paper as slides, one measure a screen: the screens snap as one scrolls (arrow keys, space), each links to the next, and each prints on a page of its own.
 * Without the furniture of the site, and without scripts.
 */
export async function showSlides(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const analysis = await findAnalysis(ctx, idParam(request, 'analysisId'));
  const paper = pickPaper(await papersOf(ctx, analysis.id), textParam(request, 'paperNumber'));
  const { facts } = openPaper(paper);
  const slides = slidesOf(facts);
  return page(
    <html lang="en-GB" class="govuk-template cairn-deck">
      <head>
        <meta charset="utf-8" />
        <title>{`Slides: analysis of the ${facts.snapshot}, ${facts.school}`}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex" />
        <link rel="stylesheet" href={assetPath('app.css')} />
        <link rel="stylesheet" href={assetPath('slides.css')} />
        <link rel="icon" href={assetPath('favicon.svg')} type="image/svg+xml" />
      </head>
      <body class="govuk-template__body cairn-page">
        <main>
          {slides.map((slide, index) => (
            <section class="cairn-slide" id={`slide-${index + 1}`} aria-labelledby={`slide-${index + 1}-title`}>
              <header>
                <p class="govuk-caption-l">{slide.caption}</p>
                {index === 0 ? (
                  <h1 class="govuk-heading-l" id="slide-1-title">
                    {slide.title}
                  </h1>
                ) : (
                  <h2 class="govuk-heading-l" id={`slide-${index + 1}-title`}>
                    {slide.title}
                  </h2>
                )}
              </header>
              <div class="cairn-slide__body">{slide.body}</div>
              <nav class="cairn-slide__nav" aria-label={`Slide ${index + 1} of ${slides.length}`}>
                {index > 0 ? (
                  <a class="govuk-link" href={`#slide-${index}`}>
                    Back
                  </a>
                ) : (
                  <a class="govuk-link" href={paths.onePaper(analysis.id, paper.number)}>
                    Leave the slides
                  </a>
                )}
                <span>
                  {index + 1} of {slides.length}
                </span>
                {index + 1 < slides.length ? (
                  <a class="govuk-link" href={`#slide-${index + 2}`}>
                    Next
                  </a>
                ) : (
                  <a class="govuk-link" href={`${paths.paper(analysis.id)}#questions`}>
                    Questions
                  </a>
                )}
              </nav>
            </section>
          ))}
        </main>
      </body>
    </html>,
  );
}
