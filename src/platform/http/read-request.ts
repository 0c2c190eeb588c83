import '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import type { FormBody, PageRequest, UploadedFile } from './page-request.ts';
import { type Spooled, type SpooledFile, spool } from './spooled-file.ts';

/** What the multipart reader left on the request; `remove` lets go of what waits on disk, and may be called more than once. */
export type ParsedUpload = {
  form: FormBody;
  files: readonly UploadedFile[];
  largeFiles?: readonly SpooledFile[];
  remove?: () => Promise<void>;
};

/** Collects fields and files of a multipart form; a file over the limit ends the request with 413. */
export async function readMultipart(request: FastifyRequest, maxBytes: number): Promise<ParsedUpload> {
  const form: Record<string, string[]> = {};
  const files: UploadedFile[] = [];
  for await (const part of request.parts({ limits: { fileSize: maxBytes, files: 10, fields: 200 } })) {
    if (part.type === 'file') {
      const bytes = await part.toBuffer();
      if (bytes.byteLength > 0)
        files.push({ field: part.fieldname, fileName: part.filename, mediaType: part.mimetype, bytes });
    } else {
      const values = form[part.fieldname] ?? [];
      values.push(String(part.value));
      form[part.fieldname] = values;
    }
  }
  return { form, files };
}

/**
 * Collects fields of a multipart form in memory and its files on disk. Whatever ends the reading early (a file over the limit, a sender who hangs up) leaves
 * no file behind.
 */
export async function spoolMultipart(request: FastifyRequest, maxBytes: number): Promise<ParsedUpload> {
  const form: Record<string, string[]> = {};
  const spooled: Spooled[] = [];
  const remove = async () => {
    for (const one of spooled.splice(0)) await one.remove();
  };
  try {
    for await (const part of request.parts({ limits: { fileSize: maxBytes, files: 10, fields: 200 } })) {
      if (part.type === 'file') {
        const one = await spool(part.file, {
          field: part.fieldname,
          fileName: part.filename,
          mediaType: part.mimetype,
        });
        spooled.push(one);
        if (part.file.truncated) throw new TooLarge();
      } else {
        const values = form[part.fieldname] ?? [];
        values.push(String(part.value));
        form[part.fieldname] = values;
      }
    }
  } catch (error) {
    await remove();
    throw error;
  }
  const largeFiles = spooled.map(({ file }) => file).filter(({ sizeBytes }) => sizeBytes > 0);
  return { form, files: [], largeFiles, remove };
}

class TooLarge extends Error {
  readonly statusCode = 413;
  readonly code = 'FST_REQ_FILE_TOO_LARGE';
}

function asForm(body: unknown): FormBody {
  const form: Record<string, string[]> = {};
  if (body === null || typeof body !== 'object') return form;
  for (const [name, value] of Object.entries(body)) form[name] = (Array.isArray(value) ? value : [value]).map(String);
  return form;
}

function asStrings(value: unknown): Record<string, string> {
  const strings: Record<string, string> = {};
  if (value === null || typeof value !== 'object') return strings;
  for (const [name, part] of Object.entries(value)) strings[name] = String(Array.isArray(part) ? part[0] : part);
  return strings;
}

/** The request as handlers see it, without Fastify. */
export function readRequest(request: FastifyRequest, upload: ParsedUpload | null): PageRequest {
  return {
    method: request.method === 'POST' ? 'POST' : 'GET',
    url: request.url,
    params: asStrings(request.params),
    query: asStrings(request.query),
    form: upload?.form ?? asForm(request.body),
    files: upload?.files ?? [],
    ...(upload?.largeFiles ? { largeFiles: upload.largeFiles } : {}),
    headers: request.headers,
    ip: request.ip,
    inBackground: request.headers['x-requested-with'] === 'autosave',
  };
}
