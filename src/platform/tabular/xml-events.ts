import { SaxesParser } from 'saxes';
import { unreadable } from './types.ts';

export interface XmlHandlers {
  open?(name: string, attributes: Readonly<Record<string, string>>): void;
  text?(text: string): void;
  close?(name: string): void;
}

const broken = () =>
  unreadable(
    'The workbook is damaged inside and cannot be read. Open it in Excel, save it again, or export the sheet as CSV.',
  );

/**
 * Feeds XML pieces to handlers and yields after each, so that the caller can hand on what has been gathered.
 * A document type declaration is refused (no entities, no external files), as are undefined entities. Names lose their prefix (`x:row` → `row`).
 */
export function* xmlEvents(pieces: Iterable<Uint8Array>, handlers: XmlHandlers): Generator<void, void, undefined> {
  const parser = new SaxesParser({ xmlns: false });
  parser.on('doctype', () => {
    throw unreadable(
      'The workbook holds a document type declaration, which Excel never writes. It was refused for safety. Export the sheet as CSV.',
    );
  });
  parser.on('error', () => {
    throw broken();
  });
  if (handlers.open) {
    const open = handlers.open;
    parser.on('opentag', (tag) => open(local(tag.name), tag.attributes));
  }
  if (handlers.text) {
    const text = handlers.text;
    parser.on('text', text);
    parser.on('cdata', text);
  }
  if (handlers.close) {
    const close = handlers.close;
    parser.on('closetag', (tag) => close(local(tag.name)));
  }
  const decoder = new TextDecoder('utf-8');
  for (const piece of pieces) {
    parser.write(decoder.decode(piece, { stream: true }));
    yield;
  }
  parser.write(decoder.decode());
  parser.close();
  yield;
}

function local(name: string): string {
  const colon = name.indexOf(':');
  return colon === -1 ? name : name.slice(colon + 1);
}
