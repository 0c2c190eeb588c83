import { type RawRow, unreadable } from './types.ts';
import { readSharedStrings, type SheetContext, sheetRows } from './xlsx-rows.ts';
import { readStyles } from './xlsx-styles.ts';
import { xmlEvents } from './xml-events.ts';
import { openZip, type Zip, type ZipEntry } from './zip-directory.ts';

export interface Sheet {
  readonly name: string;
  rows(): Generator<RawRow, void, undefined>;
}

/** The worksheets of an .xlsx in the order of their tabs; charts and macros are left alone. Throws `Unreadable`. */
export function openWorkbook(bytes: Uint8Array): Sheet[] {
  const zip = openZip(bytes);
  const workbook = zip.entries.get('xl/workbook.xml');
  if (!workbook) {
    const what = zip.entries.has('content.xml')
      ? 'an OpenDocument spreadsheet (.ods)'
      : 'a zip file without an Excel workbook in it';
    throw unreadable(
      `This is ${what}. Unpack it, or save the table as an Excel workbook (.xlsx) or as CSV, and choose that file.`,
    );
  }
  const targets = relations(zip);
  const named: { name: string; entry: ZipEntry }[] = [];
  let from1904 = false;
  const events = xmlEvents(zip.read(workbook), {
    open(name, attributes) {
      const { date1904, name: title } = attributes;
      if (name === 'workbookPr') from1904 = ['1', 'true'].includes(date1904 ?? '');
      if (name !== 'sheet') return;
      const target = targets.get(
        attributes['r:id'] ?? Object.entries(attributes).find(([key]) => key.endsWith(':id'))?.[1] ?? '',
      );
      const entry = target === undefined ? undefined : zip.entries.get(target);
      if (entry) named.push({ name: title ?? '', entry });
    },
  });
  for (const _ of events);
  if (named.length === 0)
    throw unreadable('The workbook has no sheet with cells. Choose a workbook that holds the table.');
  let context: SheetContext | undefined;
  const shared = () => {
    context ??= readContext(zip, from1904);
    return context;
  };
  return named.map(({ name, entry }) => ({ name, rows: () => sheetRows(zip.read(entry), shared()) }));
}

function readContext(zip: Zip, from1904: boolean): SheetContext {
  const styles = zip.entries.get('xl/styles.xml');
  const strings = zip.entries.get('xl/sharedStrings.xml');
  return {
    from1904,
    styles: styles ? readStyles(zip.read(styles)) : [],
    shared: strings ? readSharedStrings(zip.read(strings)) : [],
  };
}

/** Relation id → path inside the zip, for worksheets only. */
function relations(zip: Zip): Map<string, string> {
  const found = new Map<string, string>();
  const entry = zip.entries.get('xl/_rels/workbook.xml.rels');
  if (!entry) return found;
  const events = xmlEvents(zip.read(entry), {
    open(name, { Type, Id, Target: target = '' }) {
      if (name !== 'Relationship' || !Type?.endsWith('/worksheet')) return;
      found.set(Id ?? '', target.startsWith('/') ? target.slice(1) : `xl/${target.replace(/^\.\//, '')}`);
    },
  });
  for (const _ of events);
  return found;
}
