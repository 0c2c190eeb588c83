import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { copySource, isCopySource } from './copy-rows.ts';

const mostStatements = 500;
const names = new Map<string, string>();

function nameOf(text: string): string | undefined {
  const known = names.get(text);
  if (known) return known;
  if (names.size >= mostStatements) return undefined;
  const name = `cairn${names.size}`;
  names.set(text, name);
  return name;
}

/**
 * A client that prepares each parameterised statement once per connection: planning a page's joins costs more than running them. Past a number of different
 * texts the rest run unprepared, so that a text that varies cannot fill the server's memory.
 */
export class PreparedClient extends pg.Client {
  constructor(config?: pg.ClientConfig) {
    super(config);
    const plain: unknown = this.query;
    if (typeof plain !== 'function') return;
    const query = (...args: readonly unknown[]): unknown => {
      const [text, values] = args;
      if (typeof text === 'string' && Array.isArray(values) && isCopySource(values[0])) {
        const target = copyFrom(text);
        Reflect.apply(plain, this, [target]);
        return pipeline(Readable.from(values[0][copySource]), target).then(() => ({ command: 'COPY', rows: [] }));
      }
      const name =
        args.length === 2 && typeof text === 'string' && Array.isArray(values) && values.length > 0
          ? nameOf(text)
          : undefined;
      return Reflect.apply(plain, this, name ? [{ name, text, values }] : args);
    };
    Object.defineProperty(this, 'query', { value: query });
  }
}
