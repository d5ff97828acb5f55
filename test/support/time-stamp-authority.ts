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

const CONFIGURATION = (folder: string, digests: string): string => `
[tsa]
default_tsa = authority
[authority]
serial = ${folder}/serial
crypto_device = builtin
signer_cert = ${folder}/tsa.pem
certs = ${folder}/ca.pem
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

/** `digests`: the hashes that it stamps. */
export const timeStampAuthority = async (digests = 'sha256'): Promise<Authority> => {
  const folder = mkdtempSync(join(tmpdir(), 'loa-tsa-'));
  writeFileSync(join(folder, 'tsa.cnf'), CONFIGURATION(folder, digests));
  writeFileSync(join(folder, 'serial'), '01\n');
  writeFileSync(join(folder, 'usage'), 'extendedKeyUsage=critical,timeStamping\nkeyUsage=critical,digitalSignature\n');
  const made = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-noenc'];
  openssl(folder, 'req', '-x509', ...made, '-days', '2', '-subj', '/CN=Root', '-keyout', 'ca.key', '-out', 'ca.pem');
  openssl(folder, 'req', ...made, '-subj', '/CN=Authority', '-keyout', 'tsa.key', '-out', 'tsa.csr');
  const signing = ['-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial', '-days', '1', '-extfile', 'usage'];
  openssl(folder, 'x509', '-req', '-in', 'tsa.csr', ...signing, '-out', 'tsa.pem');

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
