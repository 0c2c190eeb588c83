import { londonDate, shortDate } from '#platform/clock.ts';
import { Details } from '#ui/details.tsx';
import { Table } from '#ui/table.tsx';
import { Tag } from '#ui/tag.tsx';
import { withEarlier } from '../file-rules.ts';
import type { EvidenceFile } from '../queries.ts';

export type FileAddresses = {
  open: (fileId: string) => string;
  /** Only for those who may change the evidence. */
  replace?: (fileId: string) => string;
  withdraw?: (fileId: string) => string;
};

const size = (bytes: number): string =>
  bytes < 1_000_000 ? `${Math.max(1, Math.round(bytes / 1000))} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;

const Name = ({ file, at }: { file: EvidenceFile; at: FileAddresses }) =>
  file.withdrawn_at === null ? (
    <a class="govuk-link" href={at.open(file.file_id)} download>
      {file.name}
    </a>
  ) : (
    <>
      {file.name} <Tag>Withdrawn</Tag>
      <br />
      By {file.withdrawn_by_name ?? 'somebody'}: {file.withdrawn_why}
    </>
  );

const Changes = ({ file, at }: { file: EvidenceFile; at: FileAddresses }) => (
  <>
    {at.replace ? (
      <a class="govuk-link" href={at.replace(file.file_id)}>
        Replace<span class="govuk-visually-hidden"> {file.name}</span>
      </a>
    ) : null}{' '}
    {at.withdraw && file.withdrawn_at === null ? (
      <a class="govuk-link" href={at.withdraw(file.file_id)}>
        Withdraw<span class="govuk-visually-hidden"> {file.name}</span>
      </a>
    ) : null}
  </>
);

const added = (file: EvidenceFile) =>
  `${shortDate(londonDate(file.added_at))}${file.added_by_name ? `, ${file.added_by_name}` : ''}`;

/** The files of a piece of evidence: each as it stands, and below it every file whose place it took, with when, by whom and why. */
export const EvidenceFiles = ({ files, at }: { files: readonly EvidenceFile[]; at: FileAddresses }) => {
  if (files.length === 0) return <p class="govuk-body">No files are kept with it.</p>;
  const chains = withEarlier(files);
  const mayChange = at.replace !== undefined;
  return (
    <>
      <Table
        caption="Files"
        stack
        columns={[
          { header: 'File' },
          { header: 'Size', align: 'number' },
          { header: 'Added' },
          { header: 'SHA-256 begins' },
          ...(mayChange ? [{ header: 'Change', headerHidden: true }] : []),
        ]}
        rows={chains.map(({ file }) => [
          <Name file={file} at={at} />,
          size(file.size_bytes),
          added(file),
          file.sha256.slice(0, 16),
          ...(mayChange ? [<Changes file={file} at={at} />] : []),
        ])}
      />
      {chains
        .filter(({ earlier }) => earlier.length > 0)
        .map(({ file, earlier }) => {
          const row = [file, ...earlier];
          return (
            <Details summary={`Earlier revisions of ${file.name} (${earlier.length})`}>
              <Table
                caption={`Earlier revisions of ${file.name}`}
                captionHidden
                stack
                columns={[
                  { header: 'File' },
                  { header: 'Added' },
                  { header: 'Replaced' },
                  { header: 'Why' },
                  { header: 'SHA-256 begins' },
                ]}
                rows={earlier.map((old, index) => {
                  const by = row[index];
                  return [
                    <Name file={old} at={at} />,
                    added(old),
                    by ? added(by) : '',
                    by?.replaced_why ?? '',
                    old.sha256.slice(0, 16),
                  ];
                })}
              />
            </Details>
          );
        })}
    </>
  );
};
