/** The structure of XSPF version 1 (section 4 of its specification) as a schema, and xmllint to hold a list against it. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const XSPF = 'http://xspf.org/ns/0/';

const TEXT = '<text/>';
const URI = '<data type="anyURI"/>';
/** With a scheme: rel and application are absolute URIs. */
const ABSOLUTE = '<data type="anyURI"><param name="pattern">[A-Za-z][A-Za-z0-9+.\\-]*:\\S+</param></data>';

const element = (name: string, content: string): string => `<element name="${name}">${content}</element>`;
const once = (name: string, content: string): string => `<optional>${element(name, content)}</optional>`;
const many = (name: string, content: string): string => `<zeroOrMore>${element(name, content)}</zeroOrMore>`;
const attribute = (name: string): string => `<attribute name="${name}">${ABSOLUTE}</attribute>`;

/** What playlists and tracks may both have, in any order. */
const COMMON = [
  ...['title', 'creator', 'annotation'].map((name) => once(name, TEXT)),
  ...['info', 'image'].map((name) => once(name, URI)),
  many('link', `${attribute('rel')}${URI}`),
  many('meta', `${attribute('rel')}${TEXT}`),
  many('extension', `${attribute('application')}<zeroOrMore><ref name="foreign"/></zeroOrMore>`),
].join('');
const WHOLE = (least: number): string =>
  `<data type="nonNegativeInteger"><param name="minInclusive">${least}</param></data>`;

const TRACK = `<interleave>${COMMON}${many('location', URI)}${many('identifier', ABSOLUTE)}${once('album', TEXT)}${once('trackNum', WHOLE(1))}${once('duration', WHOLE(0))}</interleave>`;
const PLAYLIST = `<interleave>${COMMON}${once('location', URI)}${once('identifier', ABSOLUTE)}${once('date', '<data type="dateTime"/>')}${once('license', URI)}${once('attribution', `<zeroOrMore><choice>${element('location', URI)}${element('identifier', ABSOLUTE)}</choice></zeroOrMore>`)}${element('trackList', many('track', TRACK))}</interleave>`;

/** RELAX NG. An extension holds anything that is not XSPF's own. */
const SCHEMA = `<grammar xmlns="http://relaxng.org/ns/structure/1.0" ns="${XSPF}" datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">
<start>${element('playlist', `<attribute name="version"><value>1</value></attribute>${PLAYLIST}`)}</start>
<define name="foreign"><element><anyName><except><nsName/></except></anyName><zeroOrMore><choice><attribute><anyName/></attribute><text/><ref name="foreign"/></choice></zeroOrMore></element></define>
</grammar>`;

/** What xmllint finds wrong with a list; '' when it is XSPF 1. */
export const xspfFaults = (list: string): string => {
  const folder = mkdtempSync(join(tmpdir(), 'loa-xspf-'));
  try {
    const schema = join(folder, 'xspf.rng');
    writeFileSync(schema, SCHEMA);
    const run = spawnSync('xmllint', ['--noout', '--relaxng', schema, '-'], { input: list, encoding: 'utf8' });
    if (run.error !== undefined) throw run.error;
    return run.status === 0 ? '' : run.stderr;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

/** The text of the elements of that name in each track, as xmllint reads it. */
export const inTracks = (list: string, name: string): string[] => {
  const path = `//*[local-name()='track']/*[local-name()='${name}']/text()`;
  const run = spawnSync('xmllint', ['--xpath', path, '-'], { input: list, encoding: 'utf8' });
  if (run.status !== 0) throw new Error(run.stderr);
  return run.stdout.trim().split('\n');
};
