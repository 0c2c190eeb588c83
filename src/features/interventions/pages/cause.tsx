import { GradeTag } from '#ui/grade-tag.tsx';
import { Tag } from '#ui/tag.tsx';
import { type Cause, gradeInWords, type Response, responseWords } from '../rules.ts';

const grades = { '1': 1, '2': 2, '3': 3, '4': 4 } as const;

/** The grade of a judgement as a tag; grades of other frameworks by their own words. */
export const CauseGrade = ({ cause }: { cause: Cause }) => {
  const { gradeCode } = cause.judgement;
  if (Object.hasOwn(grades, gradeCode)) return <GradeTag grade={grades[gradeCode as keyof typeof grades]} />;
  return <GradeTag standard={gradeInWords(cause.judgement)} colour={cause.response === 'imposed' ? 'red' : 'amber'} />;
};

/** Every judgement that set something off, the gravest first. */
export const CauseList = ({ causes }: { causes: readonly Cause[] }) => (
  <>
    {causes.map((cause) => (
      <div>
        {cause.judgement.areaTitle} <CauseGrade cause={cause} />
      </div>
    ))}
  </>
);

export const ResponseTag = ({ response }: { response: Response }) => (
  <Tag colour={response === 'imposed' ? 'red' : 'amber'}>{response === 'imposed' ? 'Put in place' : 'Agreed'}</Tag>
);

/** What follows, in words: “The Trust and the school agree an action plan”. */
export const ResponseWords = ({ response, mayLead }: { response: Response; mayLead: boolean }) => (
  <>
    {responseWords[response]}
    {mayLead ? ', and may lead aspects of the school directly' : ''}
  </>
);

/** Whose sentence it is: the model's own words are never mixed up with what the trust has chosen. */
export const Source = ({ source }: { source: 'model' | 'trust' }) => (
  <Tag colour={source === 'model' ? 'blue' : 'grey'}>
    {source === 'model' ? 'The model’s own sentence' : 'The trust’s choice, not in the model'}
  </Tag>
);
