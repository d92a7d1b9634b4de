export interface FieldError {
  field: string;
  message: string;
  /** Where in a text that was sent, counted from 1. */
  line?: number;
  column?: number;
  /** What to do about it, where it does not stand in the message. */
  remedy?: string;
}

/** A call that did not succeed: the server's problem document, or `network` when nothing came back. */
export class Problem extends Error {
  override readonly name = 'Problem';

  constructor(
    readonly code: string,
    readonly status: number,
    message: string,
    readonly errors: readonly FieldError[] = [],
    /** Seconds to wait, when the server said so. */
    readonly retryAfter: number | null = null,
    readonly correlationId: string | null = null,
  ) {
    super(message);
  }

  static unreachable(): Problem {
    return new Problem('network', 0, '');
  }

  static async of(response: Response): Promise<Problem> {
    const body = await readJson(response);
    const retryAfter = Number.parseInt(response.headers.get('Retry-After') ?? '', 10);
    return new Problem(
      text(body.code) ?? `http_${response.status}`,
      response.status,
      text(body.detail) ?? text(body.title) ?? '',
      Array.isArray(body.errors) ? (body.errors as FieldError[]) : [],
      Number.isNaN(retryAfter) ? null : retryAfter,
      text(body.correlation_id),
    );
  }
}

async function readJson(response: Response): Promise<Record<string, unknown>> {
  try {
    const body: unknown = await response.json();
    return typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
