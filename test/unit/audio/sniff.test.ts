import { describe, expect, test } from 'vitest';
import { sniff } from '../../../src/audio/sniff.ts';

const text = (value: string) => sniff(new TextEncoder().encode(value));

describe('playlists', () => {
  test.each<[string, string]>([
    ['#EXTM3U\n#EXTINF:1,x\nhttp://a/b.mp3', 'M3U'],
    ['\uFEFF  \r\n#extm3u\n', 'M3U'],
    ['http://10.0.0.1/live', 'M3U'],
    ['concat:/etc/passwd|/etc/hosts', 'M3U'],
    ['file:///etc/passwd', 'M3U'],
    ['[playlist]\nFile1=http://a/b', 'PLS'],
    ['[Reference]\nRef1=http://a/b', 'ASX'],
    ['<ASX version="3.0"><entry/></ASX>', 'ASX'],
    ["ffconcat version 1.0\nfile 'a'", 'ffconcat'],
    ["# note\nfile '/etc/passwd'\n", 'ffconcat'],
    ['v=0\r\no=- 0 0 IN IP4 127.0.0.1\r\n', 'SDP'],
    ['rtsp://a/b', 'RAM'],
    ['REM GENRE x\nPERFORMER "y"\nFILE "a.wav" WAVE\n', 'CUE'],
    ['<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011"/>', 'DASH'],
    ['<?xml version="1.0"?>\n<!-- x -->\n<playlist version="1"/>', 'XSPF'],
    ['<smil><body/></smil>', 'SMIL'],
    ['<SmoothStreamingMedia/>', 'SmoothStreaming'],
  ])('%j is %s', (value, format) => {
    expect(text(value)).toEqual({ kind: 'playlist', format });
  });

  test('in UTF-16, as Windows writes it', () => {
    const wide = Buffer.from('\uFEFF[playlist]\r\nFile1=http://a/b', 'utf16le');
    expect(sniff(wide)).toEqual({ kind: 'playlist', format: 'PLS' });
    expect(sniff(Buffer.from(wide).swap16())).toEqual({ kind: 'playlist', format: 'PLS' });
  });

  test('in an old code page', () => {
    expect(sniff(Buffer.from('#EXTM3U\n#EXTINF:1,Nh\xe1c\n', 'latin1'))).toEqual({ kind: 'playlist', format: 'M3U' });
  });
});

test.each(['Kính gửi: Ban Thường vụ', '<html><body>404</body></html>', 'Tệp: a.mp3'])('%j is only a text', (value) => {
  expect(text(value)).toEqual({ kind: 'text' });
});

test('a letter cut in two by the limit does not make a text unknown', () => {
  const bytes = new TextEncoder().encode('#EXTM3U Mỹ');
  expect(sniff(bytes.subarray(0, bytes.length - 1))).toEqual({ kind: 'playlist', format: 'M3U' });
});

test.each<[string, number[]]>([
  ['PNG', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0]],
  ['JPEG', [0xff, 0xd8, 0xff, 0xe0, 0, 16]],
  ['WebP', [...Buffer.from('RIFF\x01\x00\x00\x00WEBPVP8 ')]],
  ['HEIC', [0, 0, 0, 24, ...Buffer.from('ftypheic')]],
])('%s is a picture', (_, bytes) => {
  expect(sniff(Uint8Array.from(bytes))).toEqual({ kind: 'picture' });
});

test.each<[string, number[]]>([
  ['WAV', [...Buffer.from('RIFF\x24\x00\x00\x00WAVEfmt ')]],
  ['MP3', [0xff, 0xfb, 0x90, 0x00, 0x00, 0x00]],
  ['MP3 with tags', [...Buffer.from('ID3\x03\x00\x00\x00\x00\x00\x10#EXTM3U')]],
  ['M4A', [0, 0, 0, 24, ...Buffer.from('ftypM4A ')]],
  ['Ogg', [...Buffer.from('OggS\x00\x02')]],
])('%s is left to the tool', (_, bytes) => {
  expect(sniff(Uint8Array.from(bytes))).toEqual({ kind: 'unknown' });
});
