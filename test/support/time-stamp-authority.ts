/** A real time-stamp authority on loopback: keys and certificates made by openssl, every answer by `openssl ts -reply`. */
import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Authority {
  readonly url: string;
  /** The root certificate, as PEM. */
  readonly caFile: string;
  readonly close: () => Promise<void>;
}

export interface Listening {
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** Any server of another office's, for answers that a real one does not give. */
export const serving = async (listener: RequestListener): Promise<Listening> => {
  const server: Server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};

const CONFIGURATION = (folder: string, digests: string, between: boolean): string => `
[tsa]
default_tsa = authority
[authority]
serial = ${folder}/serial
crypto_device = builtin
signer_cert = ${folder}/tsa.pem
certs = ${folder}/${between ? 'between' : 'ca'}.pem
signer_key = ${folder}/tsa.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = ${digests}
accuracy = secs:1
ordering = yes
tsa_name = yes
ess_cert_id_chain = no
ess_cert_id_alg = sha256
`;

const openssl = (folder: string, ...words: readonly string[]): void => {
  execFileSync('openssl', words, { cwd: folder, stdio: 'pipe' });
};

/** What its keys are made as. */
const KEYS = {
  'P-256': ['ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1'],
  'P-384': ['ec', '-pkeyopt', 'ec_paramgen_curve:secp384r1', '-sha384'],
  RSA: ['rsa:2048'],
} as const;

export interface AuthorityForm {
  /** The hashes that it stamps. */
  readonly digests?: string;
  readonly key?: keyof typeof KEYS;
  /** What its certificate is for. */
  readonly usage?: string;
  /** Whether a certificate stands between it and the root. */
  readonly between?: boolean;
}

export const timeStampAuthority = async (form: AuthorityForm = {}): Promise<Authority> => {
  const { digests = 'sha256', key = 'P-256', usage = 'critical,timeStamping', between = false } = form;
  const folder = mkdtempSync(join(tmpdir(), 'loa-tsa-'));
  writeFileSync(join(folder, 'tsa.cnf'), CONFIGURATION(folder, digests, between));
  writeFileSync(join(folder, 'serial'), '01\n');
  writeFileSync(join(folder, 'usage'), `extendedKeyUsage=${usage}\nkeyUsage=critical,digitalSignature\n`);
  writeFileSync(
    join(folder, 'authority'),
    'basicConstraints=critical,CA:true,pathlen:0\nkeyUsage=critical,keyCertSign\n',
  );
  const made = ['-newkey', ...KEYS[key], '-noenc'];
  openssl(folder, 'req', '-x509', ...made, '-days', '2', '-subj', '/CN=Root', '-keyout', 'ca.key', '-out', 'ca.pem');
  openssl(folder, 'req', ...made, '-subj', '/CN=Authority', '-keyout', 'tsa.key', '-out', 'tsa.csr');
  const sign = (name: string, by: string, extensions: string): void => {
    const signing = [
      '-CA',
      `${by}.pem`,
      '-CAkey',
      `${by}.key`,
      '-CAcreateserial',
      '-days',
      '1',
      '-extfile',
      extensions,
    ];
    openssl(folder, 'x509', '-req', '-in', `${name}.csr`, ...signing, '-out', `${name}.pem`);
  };
  if (between) {
    openssl(folder, 'req', ...made, '-subj', '/CN=Between', '-keyout', 'between.key', '-out', 'between.csr');
    sign('between', 'ca', 'authority');
  }
  sign('tsa', between ? 'between' : 'ca', 'usage');

  let asked = 0;
  const { url, close } = await serving(async (request, response) => {
    asked += 1;
    const query = join(folder, `query-${asked}`);
    writeFileSync(query, Buffer.concat(await request.toArray()));
    const words = ['ts', '-reply', '-config', join(folder, 'tsa.cnf'), '-queryfile', query];
    execFile('openssl', words, { encoding: 'buffer' }, (_error, reply) => {
      response.writeHead(200, { 'content-type': 'application/timestamp-reply' }).end(reply);
    });
  });
  return {
    url,
    caFile: join(folder, 'ca.pem'),
    close: async () => {
      await close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
