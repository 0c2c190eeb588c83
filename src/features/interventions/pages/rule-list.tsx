import type { Framework } from '#core/frameworks/framework.ts';
import { gradeLabel } from '#core/frameworks/rules.ts';
import { Card } from '#ui/card.tsx';
import { Tag } from '#ui/tag.tsx';
import type { StoredRule } from '../rule-queries.ts';
import type { Rule } from '../rules.ts';
import { ResponseTag, ResponseWords, Source } from './cause.tsx';

export const familyName = (frameworks: readonly Framework[], family: string): string =>
  frameworks.find((one) => one.family === family)?.name ?? family;

/** What fires a rule, in words: “Any judgement graded 4 Inadequate”; “Safeguarding graded Not met”. */
export function whenInWords(frameworks: readonly Framework[], rule: Omit<Rule, 'id'>): string {
  const framework = frameworks.find((one) => one.family === rule.frameworkFamily);
  const area = framework?.areas.find((one) => one.code === rule.areaCode);
  const grades = framework ? [...framework.grades.main, ...framework.grades.met] : [];
  const codes = rule.gradeCodes.map((code) => {
    const grade = grades.find((one) => one.code === code);
    return grade ? gradeLabel(grade) : code;
  });
  const what = rule.areaCode === null ? 'Any judgement' : (area?.title ?? rule.areaCode);
  return `${what} graded ${codes.join(' or ')}`;
}

/** The rules of one version by framework, each with the sentence that it carries out; with links to change them in a draft. */
export const RuleList = ({
  rules,
  frameworks,
  changeHref,
}: {
  rules: readonly StoredRule[];
  frameworks: readonly Framework[];
  changeHref?: ((rule: StoredRule) => string) | undefined;
}) => (
  <>
    {[...new Set(rules.map((rule) => rule.frameworkFamily))].map((family) => (
      <section>
        <h3 class="govuk-heading-s">{familyName(frameworks, family)}</h3>
        {rules
          .filter((rule) => rule.frameworkFamily === family)
          .map((rule) => (
            <Card
              title={whenInWords(frameworks, rule)}
              headingLevel={4}
              href={changeHref?.(rule)}
              aside={<ResponseTag response={rule.response} />}
            >
              <p class="govuk-body">
                <ResponseWords response={rule.response} mayLead={rule.mayLead} />.
              </p>
              <p class="govuk-body">
                “{rule.sentence}” <Source source={rule.source} />
              </p>
            </Card>
          ))}
      </section>
    ))}
  </>
);

export const VersionTag = ({ adopted, current }: { adopted: boolean; current: boolean }) => {
  if (!adopted) return <Tag colour="amber">Draft</Tag>;
  return current ? <Tag colour="green">In force</Tag> : <Tag>Replaced</Tag>;
};
