import { NotFound } from '../errors.ts';
import type { SpooledFile } from './spooled-file.ts';

export type UploadedFile = { field: string; fileName: string; mediaType: string; bytes: Uint8Array };

/** A posted form: names repeat, so every field is a list. */
export type FormBody = Readonly<Record<string, readonly string[]>>;

/** What a handler may know of the request. */
export type PageRequest = {
  method: 'GET' | 'POST';
  /** Path and query as asked, for links back. */
  url: string;
  params: Readonly<Record<string, string>>;
  query: Readonly<Record<string, string>>;
  form: FormBody;
  files: readonly UploadedFile[];
  /** Files of a `postLargeFiles` form: on disk until the request has been answered. */
  largeFiles?: readonly SpooledFile[];
  headers: Readonly<Record<string, string | string[] | undefined>>;
  ip: string;
  /** True for the client script's background saves, which want JSON. */
  inBackground: boolean;
};

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** The id in the path; anything that is not an id answers 404, as an unknown id would. */
export function idParam(request: PageRequest, name: string): string {
  const value = request.params[name];
  if (value === undefined || !uuid.test(value)) throw new NotFound();
  return value;
}

/** Any other part of the path. */
export function textParam(request: PageRequest, name: string): string {
  const value = request.params[name];
  if (value === undefined) throw new NotFound();
  return value;
}
