/** How somebody is told: by mail at once, in the mail of Monday morning, or on the home page only. */
export type Way = 'at_once' | 'weekly' | 'page';

export type NoticeKind = 'news' | 'entry' | 'activity' | 'answer' | 'snapshot' | 'waiting' | 'decided';

type Kind = { label: string; hint: string; ways: readonly Way[]; otherwise: Way; remindDays: number };

const anyWay = ['at_once', 'weekly', 'page'] as const;

/**
 * What people can be told of, what they may choose, and what holds until they do. `remindDays`: so many days before it is due the reminder goes out; 0 where
 * there is none.
 */
export const noticeKinds: Record<NoticeKind, Kind> = {
  news: {
    label: 'Something has happened that concerns you',
    hint: 'A plan waits for your signature, a review is shared with you, somebody has answered you',
    ways: anyWay,
    otherwise: 'at_once',
    remindDays: 0,
  },
  activity: {
    label: 'An activity of a review with your name is near',
    hint: 'Three days before: you observe, meet somebody, or are observed',
    ways: anyWay,
    otherwise: 'at_once',
    remindDays: 3,
  },
  answer: {
    label: 'Your answer to a calendar is due',
    hint: 'Five days before: for head teachers and staff representatives',
    ways: anyWay,
    otherwise: 'at_once',
    remindDays: 5,
  },
  snapshot: {
    label: 'A snapshot is due',
    hint: 'Seven days before: for head teachers and whoever collects the data',
    ways: anyWay,
    otherwise: 'at_once',
    remindDays: 7,
  },
  entry: {
    label: 'A review of the calendar is near',
    hint: 'Seven days before: reviews of your school, and those that you lead',
    ways: anyWay,
    otherwise: 'weekly',
    remindDays: 7,
  },
  waiting: {
    label: 'What waits for you',
    hint: 'Everything on your home page, with what is late and what is due within fourteen days',
    ways: ['weekly', 'page'],
    otherwise: 'weekly',
    remindDays: 0,
  },
  decided: {
    label: 'What was decided in the week',
    hint: 'Calendars that were published, limits of workload that were passed or changed, accounts that were given',
    ways: ['weekly', 'page'],
    otherwise: 'weekly',
    remindDays: 0,
  },
};

export const kindNames = Object.keys(noticeKinds) as NoticeKind[];

export type Choices = Readonly<Record<NoticeKind, Way>>;

/** What holds for somebody: what they chose, where it is still offered, else the default of the kind. */
export function choicesFrom(chosen: readonly { kind: string; way: Way }[]): Choices {
  const wayOf = (kind: NoticeKind): Way => {
    const found = chosen.find((choice) => choice.kind === kind)?.way;
    return found && noticeKinds[kind].ways.includes(found) ? found : noticeKinds[kind].otherwise;
  };
  return Object.fromEntries(kindNames.map((kind) => [kind, wayOf(kind)])) as Record<NoticeKind, Way>;
}
