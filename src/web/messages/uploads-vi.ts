/** What the page on which sounds are sent says in Vietnamese. */
export const uploadsVi = {
  uploads: {
    title: 'Nạp âm thanh',
    lead: 'Gửi bản thu vào thư viện: WAV, MP3, M4A, AAC, OGG, Opus, FLAC, hoặc video có tiếng (MP4, MKV, WebM). Mỗi tệp tối đa 3 GB, dài tối đa 4 giờ.',
    choose: 'Chọn tệp',
    chooseHint: 'Có thể chọn nhiều tệp. Tên tệp phải đúng như tên ghi trong lịch phát.',
    drop: 'Hoặc kéo thả tệp vào đây.',
    send: 'Gửi vào thư viện',
    list: 'Các tệp đã gửi',
    none: 'Chưa gửi tệp nào.',
    refresh: 'Xem lại kết quả',
    nothingChosen: 'Chưa chọn tệp nào. Hãy chọn ít nhất một tệp rồi gửi.',
    broken: 'Việc gửi bị đứt giữa chừng, tệp cuối chưa được nhận. Hãy gửi lại tệp đó.',
    states: {
      arriving: 'đang gửi dở',
      arrived: 'đang nhận vào thư viện',
      'taken-in': 'đã nhận',
      refused: 'không nhận được',
    },
    fresh: (length: string) => `Dài ${length}.`,
    known: 'Thư viện đã có đúng tệp này, không lưu thêm.',
    sameAs: (names: string) => `Trùng nội dung với ${names}; không lưu thêm bản nào, tệp có thêm tên mới.`,
    partly: (share: string) => `Đã nhận ${share}. Chọn lại đúng tệp này để gửi tiếp.`,
    /** Said by the script of the page; {…} is filled in there. */
    live: {
      sending: 'Đang gửi: {share}%',
      waiting: 'Mất kết nối, sẽ tự gửi tiếp…',
      taking: 'Đang nhận vào thư viện…',
      decoded: 'Đang nhận vào thư viện: đã xử lý {seconds} giây',
      taken: 'Đã nhận.',
      known: 'Thư viện đã có đúng tệp này, không lưu thêm.',
      sameAs: 'Đã nhận. Trùng nội dung với {names}.',
    },
  },
};
