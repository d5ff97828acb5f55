/** What a backup says of itself: read back only in the very form it was written in. */
import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import {
  type BackupRecord,
  formatRecord,
  formatSounds,
  madeAtIn,
  nameOfBackup,
  readRecord,
  readSounds,
} from '../../../../src/core/backup/record.ts';
import type { Sha256 } from '../../../../src/core/ids.ts';

const digest = (text: string): string => createHash('sha256').update(text).digest('hex');
const HASH = 'a'.repeat(64) as Sha256;
const RECORD: BackupRecord = {
  madeAt: '2026-11-29T11:38:49Z',
  loa: '0.1.0',
  layouts: { loa: 6, airlog: 1 },
  airLog: { size: 140, root: 'tNo++jkwFmu/6EKw1lIMMpw5gXUsHop5cxXqH7M1Z4w=' },
  sounds: { listed: 2, missing: 1, kept: true },
  files: ['airlog.db', 'loa.db', 'sounds.json', 'keys/log.key'].map((name) => ({ name, bytes: 9, sha256: HASH })),
};

test('a record is read back as it was written', () => {
  expect(readRecord(formatRecord(RECORD, digest), digest)).toEqual(RECORD);
});

test('no byte of it changes unseen', () => {
  const text = formatRecord(RECORD, digest);
  for (let at = 0; at < text.length; at += 1) {
    const other = text[at] === '7' ? '8' : '7';
    expect(readRecord(`${text.slice(0, at)}${other}${text.slice(at + 1)}`, digest), `byte ${at}`).toBeNull();
    expect(readRecord(text.slice(0, at), digest), `cut at ${at}`).toBeNull();
  }
  expect(readRecord(`${text}\n`, digest)).toBeNull();
});

test('files out of the folder, and a record without a database, are no backup', () => {
  const withFiles = (files: BackupRecord['files']) => readRecord(formatRecord({ ...RECORD, files }, digest), digest);
  for (const name of ['../loa.db', '/etc/passwd', 'keys/../../x', '.half', 'a/b'])
    expect(withFiles([...RECORD.files, { name, bytes: 1, sha256: HASH }]), name).toBeNull();
  expect(withFiles(RECORD.files.slice(1))).toBeNull();
});

test('names say when, and only real instants are names', () => {
  expect(nameOfBackup('2026-11-29T11:38:49Z')).toBe('loa-20261129-113849Z');
  expect(madeAtIn('loa-20261129-113849Z')).toBe('2026-11-29T11:38:49Z');
  for (const name of [
    'loa-20261329-113849Z',
    'loa-20261129-253849Z',
    'loa-20261129-113849',
    '.loa-20261129-113849Z.1.half',
    'loa-before-migration-2',
  ])
    expect(madeAtIn(name), name).toBeNull();
  expect(nameOfBackup('2026-11-29T11:38:49+07:00')).toBeNull();
});

test('the list of sound', () => {
  const sounds = [{ hash: HASH, uses: ['master', 'aired'] as const, bytes: null }];
  expect(readSounds(formatSounds(sounds))).toEqual(sounds);
  for (const text of ['', '[]', '{"sounds":[{"hash":"x","uses":[],"bytes":1}]}']) expect(readSounds(text)).toBeNull();
});
