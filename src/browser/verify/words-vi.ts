/** What the page that checks evidence says in Vietnamese, the source; what the core refuses has its own sentences. */

export const vi = {
  title: 'Kiểm tra bằng chứng phát sóng',
  lead: 'Kiểm gói bằng chứng của nhật ký phát sóng ngay trong trình duyệt này. Tệp không được gửi đi đâu, không cần mạng.',
  keyLabel: 'Khóa kiểm tra in trên giấy',
  keyHint:
    'Chép nguyên dòng khóa trong văn bản đưa hệ thống vào sử dụng, dạng loa-…/nhat-ky+…. Chưa điền thì trang dùng khóa nằm trong gói, và chỉ biết gói không mâu thuẫn với chính nó.',
  others: 'Kiểm cả bên đồng ký và dấu thời gian',
  witnessesLabel: 'Khóa của các bên đồng ký',
  witnessesHint:
    'Mỗi dòng một khóa, do chính bên ấy đưa. Chưa điền thì chữ ký của họ được kiểm bằng khóa nằm trong gói.',
  quorumLabel: 'Cần bao nhiêu bên đã ký',
  quorumHint: 'Để trống: tất cả các bên đã điền.',
  caLabel: 'Chứng thư của bên cấp dấu thời gian',
  caHint: 'Dán nội dung PEM (-----BEGIN CERTIFICATE-----…) hoặc chọn tệp. Chưa điền thì dùng chứng thư nằm trong gói.',
  caFile: 'Chọn tệp chứng thư (.pem, .crt)',
  drop: 'Thả tệp vào đây',
  choose: 'hoặc bấm để chọn tệp',
  kinds: 'Gói .zip · bản xuất .loa-log · cặp tệp .tlog-proof và .json',
  keep: 'Tải trang này về máy để dùng khi không có mạng',
  language: 'English',
  checking: 'Đang kiểm tra…',
  read: (count: string) => `Đã đọc ${count} mục…`,
  passed: 'ĐẠT',
  failed: 'KHÔNG ĐẠT',
  undecided: 'CHƯA KIỂM ĐƯỢC',
  broken: 'Trình duyệt không đọc được tệp. Hãy thử lại, hoặc dùng trình duyệt mới hơn.',
  wanted: {
    kind: 'Không nhận ra loại tệp này. Trang nhận gói .zip, bản xuất .loa-log, hoặc cặp tệp .tlog-proof và .json.',
    entry: 'Hãy chọn cùng lúc hai tệp: bằng chứng .tlog-proof và mục nhật ký .json của nó.',
    key: 'Bằng chứng lẻ không mang theo khóa. Hãy điền khóa in trên giấy vào ô ở trên.',
    one: 'Mỗi lần kiểm một gói: một tệp .zip, một tệp .loa-log, hoặc một cặp .tlog-proof và .json.',
    quorum: 'Số bên cần ký phải là một số không lớn hơn số khóa đã điền. Hãy sửa lại, hoặc để trống.',
    ca: 'Không thấy chứng thư nào trong ô chứng thư. Hãy dán cả khối từ BEGIN CERTIFICATE đến END CERTIFICATE.',
  },
  facts: {
    file: 'Tệp',
    wrong: 'Chỗ sai đầu tiên',
    log: 'Nhật ký',
    checkpoint: 'Mốc ký',
    root: 'Gốc cây băm',
    recorded: 'Ghi nhận',
    key: 'Khóa đã dùng',
    code: 'Mã lỗi',
  },
  atSize: (count: string) => `lúc nhật ký có ${count} mục`,
  between: (first: string, last: string) => (first === last ? first : `từ ${first} đến ${last}`),
  keyFromPaper: 'khóa đã điền ở trên',
  keyFromFile: 'lấy từ chính tệp này, chưa so với giấy',
  vouching: {
    title: 'Ai làm chứng',
    witness: (name: string, time: string) => `Bên đồng ký ${name}, ký lúc ${time}`,
    witnessTyped: 'chữ ký đúng, bằng khóa đã điền',
    witnessOwn: 'chữ ký đúng, nhưng bằng khóa nằm trong gói: hãy điền khóa do bên ấy đưa',
    quorum: (needed: string, typed: string, signed: string) =>
      `Cần ${needed} trong ${typed} bên đã điền: đủ, ${signed} bên đã ký`,
    noQuorum: (typed: string, signed: string) =>
      `Đã điền khóa của ${typed} bên, không đòi bên nào: ${signed} bên đã ký`,
    stamp: (time: string, authority: string | null) =>
      authority === null ? `Dấu thời gian lúc ${time}` : `Dấu thời gian lúc ${time}, bên cấp: ${authority}`,
    stampBy: {
      reader: 'chữ ký đúng, theo chứng thư đã điền',
      bundle: 'chữ ký đúng, nhưng theo chứng thư nằm trong gói: hãy điền chứng thư do bên cấp dấu đưa',
      none: 'chưa kiểm chữ ký: trong gói không có chứng thư, hãy điền chứng thư của bên cấp dấu',
      unknown:
        'chưa kiểm được chữ ký: kiểu chữ ký này trình duyệt không biết, hãy dùng loa verify hoặc openssl ts -verify',
    },
  },
  entries: 'Nội dung đã kiểm',
  firstOf: (shown: string, all: string) => `Hiện ${shown} mục đầu trong ${all} mục.`,
  columns: {
    seq: 'Số',
    planned: 'Giờ phát theo lịch',
    channel: 'Kênh',
    title: 'Tiết mục',
    outcome: 'Kết quả',
    recordedAt: 'Ghi lúc',
  },
  corrects: (seq: string) => `đính chính mục ${seq}`,
};

export type PageWords = typeof vi;
