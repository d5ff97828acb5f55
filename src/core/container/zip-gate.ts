/**
 * What a ZIP from outside may hold, judged by what it says of each file before anything is inflated: the same for the command line
 * and for the page in a browser. Whoever inflates stops at the size that was judged.
 */

export interface ZipLimits {
  readonly files: number;
  /** Of all files together, inflated. */
  readonly bytes: number;
}

/** An evidence bundle of 50,000 entries is about 150 MB. */
export const BUNDLE_LIMITS: ZipLimits = { files: 200_000, bytes: 512 * 1024 ** 2 };

export interface ZipFileClaim {
  readonly name: string;
  /** Inflated, as the ZIP says. */
  readonly bytes: number;
}

/** Asked for each file in turn: why this ZIP is not unpacked, in a few English words; null: go on. */
export const zipGate = (limits: ZipLimits): ((file: ZipFileClaim) => string | null) => {
  const names = new Set<string>();
  let left = limits.bytes;
  return ({ name, bytes }) => {
    if (leavesFolder(name)) return `a name that leaves the folder: ${name}`;
    if (names.has(name)) return `${name} twice`;
    names.add(name);
    if (names.size > limits.files) return `more than ${limits.files} files`;
    left -= bytes;
    return left < 0 ? 'too large when unpacked' : null;
  };
};

/** Absolute, up and out of it, or with a backslash, which is a slash on Windows alone. */
const leavesFolder = (name: string): boolean =>
  name === '' ||
  name.includes('\\') ||
  name.includes('\0') ||
  /^(?:\/|[A-Za-z]:)/.test(name) ||
  name.split('/').includes('..');
