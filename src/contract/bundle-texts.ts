/**
 * The text in an evidence bundle that people read: what is in it, who vouches for it, how to check it by hand. It carries nothing of
 * the bundle but its numbers, names and times.
 */

export interface BundleFacts {
  readonly from: string;
  readonly to: string;
  readonly origin: string;
  readonly vkey: string;
  readonly entries: number;
  /** Entries in the whole log at the checkpoint. */
  readonly size: number;
  /** The earliest moment by which somebody had signed (RFC 3339, UTC), and whose clock that is. */
  readonly before: { readonly time: string; readonly by: 'log' | 'witness' | 'authority' };
  /** How often the log's key was changed. */
  readonly keyChanges: number;
  /** Names of the witnesses that cosigned. */
  readonly witnesses: readonly string[];
  /** Entries at the earlier checkpoint; null: there is none. */
  readonly grewFrom: number | null;
  /** The authority's time, and whether its certificates are in the bundle; null: no time stamp. */
  readonly stamp: { readonly time: string; readonly ca: boolean } | null;
  /** Sounds that are in the bundle and sounds that are named by their hash only. */
  readonly sounds: number;
  readonly gone: number;
}

const CLOCKS: Readonly<Record<BundleFacts['before']['by'], string>> = {
  log: 'giờ của chính đài, chưa có bên ngoài xác nhận',
  witness: 'giờ của bên đồng ký',
  authority: 'giờ của bên cấp dấu thời gian',
};

/** 'tên: ý nghĩa' lines; what is not in the bundle is not told of. */
const listed = (rows: readonly (readonly [name: string, what: string] | null)[]): string =>
  rows.flatMap((row) => (row === null ? [] : [`  ${row[0].padEnd(25)}${row[1]}`])).join('\n');

const vouching = ({ witnesses, stamp, before, grewFrom }: BundleFacts): string =>
  [
    'Khóa của nhật ký (đài tự ký).',
    ...(witnesses.length === 0 ? [] : [`${witnesses.length} bên đồng ký: ${witnesses.join(', ')}.`]),
    ...(stamp === null ? [] : [`Dấu thời gian lúc ${stamp.time} (RFC 3161).`]),
    ...(grewFrom === null ? [] : [`Nhật ký chỉ dài thêm từ một mốc trước đó, lúc có ${grewFrom} mục.`]),
    `Mọi mục trong gói đã được ghi trước ${before.time} (${CLOCKS[before.by]}).`,
  ]
    .map((line) => `  ${line}`)
    .join('\n');

export const bundleReadme = (facts: BundleFacts): string => `GÓI BẰNG CHỨNG NHẬT KÝ PHÁT SÓNG

Nhật ký: ${facts.origin}
Những ngày: ${facts.from} đến ${facts.to}
Số mục trong gói: ${facts.entries}; toàn bộ nhật ký lúc ký có ${facts.size} mục.
Khóa kiểm tra của nhật ký:
  ${facts.vkey}

HÃY SO KHÓA TRÊN VỚI KHÓA IN TRONG QUYẾT ĐỊNH ĐƯA HỆ THỐNG VÀO SỬ DỤNG. Khóa nằm trong gói chỉ cho biết gói không mâu thuẫn
với chính nó; khóa trên giấy mới cho biết gói là của đài. Khóa của bên đồng ký và chứng thư cũng vậy: hãy lấy từ chính bên ấy.

AI LÀM CHỨNG
${vouching(facts)}

TRONG GÓI CÓ GÌ
${listed([
  ['entries/SỐ.json', 'mục nhật ký, đúng từng byte như lúc ghi'],
  ['proofs/SỐ.tlog-proof', 'bằng chứng mục ấy nằm trong nhật ký (dạng C2SP tlog-proof)'],
  ['checkpoint', 'mốc ký: tên nhật ký, số mục, gốc cây băm, chữ ký Ed25519 của nhật ký và các bên đồng ký'],
  facts.grewFrom === null ? null : ['older.checkpoint', 'mốc ký trước những mục này'],
  facts.grewFrom === null
    ? null
    : ['consistency.txt', 'bằng chứng nhật ký chỉ dài thêm từ mốc ấy (dạng C2SP tlog-witness)'],
  ['log.vkey, log.pem', 'khóa kiểm tra của nhật ký, hai cách viết'],
  facts.keyChanges === 0 ? null : ['keys/SỐ.json', 'mục đổi khóa, kèm bằng chứng: khóa cũ ký chuyển sang khóa mới'],
  facts.witnesses.length === 0 ? null : ['witness.vkey', 'khóa kiểm tra của các bên đồng ký, mỗi dòng một khóa'],
  facts.stamp === null ? null : ['stamped.checkpoint', 'mốc ký, đúng từng byte như lúc được đóng dấu thời gian'],
  facts.stamp === null ? null : ['checkpoint.tsr', 'dấu thời gian (RFC 3161)'],
  facts.stamp?.ca ? ['tsa-ca.pem', 'chứng thư của bên cấp dấu'] : null,
  ['media.sha256', 'mã băm của các bản thu được nhắc trong gói (sha256sum -c)'],
  facts.sounds === 0
    ? null
    : [
        'audio/MÃ.flac',
        `chính các bản thu đã phát: ${facts.sounds} tệp${facts.gone === 0 ? '' : `; ${facts.gone} bản không còn lưu ở đài`}`,
      ],
  ['SHA256SUMS', 'mã băm của mọi tệp trong gói'],
  ['verify.sh', 'kiểm tra tất cả, không cần Loa'],
])}

KIỂM TRA
  1. Giải nén, mở cửa sổ lệnh trong thư mục vừa giải nén (Linux, macOS, hoặc Windows có Git Bash).
  2. Chạy:  sh verify.sh "KHÓA NHẬT KÝ TRÊN GIẤY" ["KHÓA BÊN ĐỒNG KÝ" …]
     Khóa nhật ký cũ trên giấy cũng được: verify.sh đi theo các lần đổi khóa. Nếu khóa cũ đã mất thì cần giấy in khóa mới.
     Có chứng thư lấy từ chính bên cấp dấu thì:  CA=chung-thu.pem sh verify.sh …
  3. “ĐÚNG” là mọi mục đều nằm trong nhật ký đã ký, kèm những ai làm chứng. “SAI” kèm tên tệp đầu tiên không khớp.
${
  facts.stamp === null
    ? ''
    : `
Kiểm riêng dấu thời gian:
  openssl ts -verify -data stamped.checkpoint -in checkpoint.tsr -token_in -CAfile tsa-ca.pem
`
}
Tên người và lời ghi chú không nằm trong mục nhật ký, chỉ có mã băm của chúng: xóa tên một người không làm hỏng bằng chứng.
`;
