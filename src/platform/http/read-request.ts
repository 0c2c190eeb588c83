import '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import type { FormBody, PageRequest, UploadedFile } from './page-request.ts';

/** What the multipart reader left on the request. */
export type ParsedUpload = { form: FormBody; files: readonly UploadedFile[] };

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
    headers: request.headers,
    ip: request.ip,
    inBackground: request.headers['x-requested-with'] === 'autosave',
  };
}
