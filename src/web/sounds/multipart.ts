/**
 * A form with files as a browser sends it (RFC 7578), read piece by piece: each file's bytes go on as they come, and
 * nothing but a part's head is ever held.
 *
 * Strict: what is no form of a browser ends it. It knows nothing of files on a disk.
 */

export interface Part {
  /** The field's name. */
  readonly name: string;
  /** null: a field without a file; '': a field in which no file was chosen. */
  readonly fileName: string | null;
  readonly content: AsyncIterable<Uint8Array>;
}

const LONGEST_HEAD = 8 * 1024;
const MOST_PARTS = 100;
const CR = 13;

/** The boundary of 'multipart/form-data; boundary=…'; null for everything else. */
export const boundaryOf = (contentType: string | undefined): string | null => {
  const [, quoted, plain] =
    /^multipart\/form-data\s*;\s*boundary=(?:"([^"]{1,70})"|([\w'()+,./:=?-]{1,70}))\s*$/i.exec(contentType ?? '') ??
    [];
  return quoted ?? plain ?? null;
};

const ascii = (text: string): Uint8Array => new TextEncoder().encode(text);

const find = (bytes: Uint8Array, wanted: Uint8Array): number => {
  for (let at = bytes.indexOf(CR); at >= 0 && at + wanted.length <= bytes.length; at = bytes.indexOf(CR, at + 1))
    if (wanted.every((byte, n) => bytes[at + n] === byte)) return at;
  return -1;
};

const joined = (first: Uint8Array, second: Uint8Array): Uint8Array => {
  if (first.length === 0) return second;
  const both = new Uint8Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
};

/**
 * The parts in their order. What somebody leaves of a part's content is passed over. Throws what is no such form, also
 * out of a content that breaks off.
 */
export async function* partsOf(body: AsyncIterable<Uint8Array>, boundary: string): AsyncGenerator<Part> {
  const source = body[Symbol.asyncIterator]();
  const delimiter = ascii(`\r\n--${boundary}`);
  // As if a line had ended before the first delimiter.
  let held = ascii('\r\n');
  const more = async (): Promise<void> => {
    const next = await source.next();
    if (next.done === true) throw new Error('the form ends too early');
    held = joined(held, next.value);
  };
  const take = (count: number): Uint8Array => {
    const taken = held.subarray(0, count);
    held = held.subarray(count);
    return taken;
  };
  const exactly = async (count: number): Promise<string> => {
    while (held.length < count) await more();
    return new TextDecoder('latin1').decode(take(count));
  };
  const head = async (): Promise<string> => {
    const end = ascii('\r\n\r\n');
    for (;;) {
      const at = find(held, end);
      if (at >= 0) return new TextDecoder('utf-8', { fatal: true }).decode(take(at + end.length));
      if (held.length > LONGEST_HEAD) throw new Error('a part has too long a head');
      await more();
    }
  };

  if ((await exactly(delimiter.length)) !== `\r\n--${boundary}`) throw new Error('the form begins with something else');
  for (let parts = 0; ; parts += 1) {
    const ending = await exactly(2);
    if (ending === '--') return;
    if (ending !== '\r\n' || parts >= MOST_PARTS) throw new Error('no part begins here');
    const about = headOf(await head());
    let over = false;
    /** The next bytes of this part; null once its delimiter has been read. */
    const next = async (): Promise<Uint8Array | null> => {
      while (!over) {
        const at = find(held, delimiter);
        if (at >= 0) {
          over = true;
          const last = take(at);
          take(delimiter.length);
          return last.length > 0 ? last : null;
        }
        // The delimiter may have begun in the last bytes.
        const sure = held.length - delimiter.length + 1;
        if (sure > 0) return take(sure);
        await more();
      }
      return null;
    };
    const content: AsyncIterable<Uint8Array> = {
      [Symbol.asyncIterator]: () => ({
        next: async () => {
          const piece = await next();
          return piece === null ? { done: true, value: undefined } : { done: false, value: piece };
        },
      }),
    };
    yield { ...about, content };
    while ((await next()) !== null);
  }
}

/** Browsers write a quote and a line end in a name as %22, %0D and %0A (HTML, multipart/form-data encoding). */
const unescaped = (text: string): string =>
  text.replace(/%(22|0D|0A)/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));

const headOf = (text: string): Pick<Part, 'name' | 'fileName'> => {
  const line = text.split('\r\n').find((one) => /^content-disposition:/i.test(one)) ?? '';
  const [, name, fileName] =
    /^content-disposition:\s*form-data;\s*name="([^"]*)"(?:;\s*filename="([^"]*)")?/i.exec(line) ?? [];
  if (name === undefined) throw new Error('a part without a name');
  return { name: unescaped(name), fileName: fileName === undefined ? null : unescaped(fileName) };
};
