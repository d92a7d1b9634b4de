/** One of the stream of events; `name` is empty for a change. */
export interface ServerEvent {
  id: string;
  name: string;
  data: string;
}

/** Reads server-sent events, as https://html.spec.whatwg.org/#server-sent-events describes them. */
export async function* eventsOf(body: ReadableStream<Uint8Array>): AsyncGenerator<ServerEvent> {
  const text = new TextDecoder();
  const reader = body.getReader();
  let buffered = '';
  let id = '';
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      buffered += text.decode(value, { stream: true });
      for (let end = buffered.indexOf('\n\n'); end >= 0; end = buffered.indexOf('\n\n')) {
        const event = { id, name: '', data: '' };
        for (const line of buffered.slice(0, end).split('\n')) {
          const [field, rest] = split(line);
          if (field === 'id') event.id = rest;
          if (field === 'event') event.name = rest;
          if (field === 'data') event.data += event.data === '' ? rest : `\n${rest}`;
        }
        buffered = buffered.slice(end + 2);
        id = event.id;
        if (event.data !== '') yield event;
      }
    }
  } finally {
    await reader.cancel();
  }
}

function split(line: string): [string, string] {
  const colon = line.indexOf(':');
  return colon < 0 ? [line, ''] : [line.slice(0, colon), line.slice(colon + 1).replace(/^ /, '')];
}
