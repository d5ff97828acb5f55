/**
 * What the pages about one's own account say in Vietnamese: signing in, one-time links, second factor, sign-ins.
 * Names of roles and rights, and the sentences of refusals, are in src/contract/sentences.
 */
export const accountVi = {
  top: {
    signIn: 'Đăng nhập',
    signOut: 'Đăng xuất',
    account: (name: string) => `Tài khoản: ${name}`,
    phone: (name: string) => `Liên kết điểm loa: ${name}`,
  },

  form: {
    wrong: 'Chưa làm được. Sửa các mục sau rồi gửi lại:',
    why: 'Lý do',
    whyHint: 'Được lưu vào lịch sử thao tác.',
    mismatch: 'Hai lần nhập mật khẩu khác nhau. Hãy nhập lại cả hai.',
    atLeastOne: 'Hãy chọn ít nhất một việc.',
    unsure: 'Chưa đánh dấu ô xác nhận.',
    choose: '– chọn –',
    wholeCentre: 'toàn trung tâm',
    back: 'Quay lại',
  },

  signIn: {
    title: 'Đăng nhập',
    login: 'Tên đăng nhập',
    passphrase: 'Mật khẩu',
    send: 'Đăng nhập',
    again: 'Hãy đăng nhập để xem trang này.',
    forgotten: 'Quên mật khẩu hoặc chưa có tài khoản? Hãy xin người quản trị của đơn vị một liên kết dùng một lần.',
    chosen: 'Đã đặt mật khẩu. Hãy đăng nhập bằng mật khẩu vừa chọn.',
    left: 'Đã đăng xuất.',
    withdrawn:
      'Liên kết của điểm loa này đã được thu hồi hoặc thay bằng liên kết mới. Hãy hỏi đài để nhận liên kết mới; người có tài khoản thì đăng nhập dưới đây.',
    codeTitle: 'Mã xác thực',
    codeLead: 'Mở ứng dụng xác thực trên điện thoại và nhập mã 6 số đang hiện.',
    code: 'Mã xác thực hoặc mã dự phòng',
    codeHint: 'Mất điện thoại thì nhập một mã dự phòng, dạng abcd-efgh-ijkl-mnop-qrst-uvwx. Mỗi mã dùng được một lần.',
    codeSend: 'Tiếp tục',
    startOver: 'Đăng nhập lại từ đầu',
    confirmTitle: 'Nhập lại mã xác thực',
    confirmLead:
      'Việc quan trọng như duyệt, giao vai trò hay tạo khóa cần một mã vừa nhập trong vòng 10 phút. Sau khi nhập, hãy làm lại việc đang làm.',
  },

  welcome: {
    firstTitle: 'Tạo người quản trị đầu tiên',
    firstLead:
      'Đây là lần chạy đầu tiên. Người này quản lý người dùng và vai trò của toàn trung tâm; liên kết này chỉ dùng được một lần.',
    title: 'Đặt mật khẩu',
    lead: (name: string) => `Liên kết này dành cho ${name}, chỉ dùng được một lần.`,
    fullName: 'Họ và tên',
    loginHint: 'Dùng để đăng nhập, ví dụ tran.dat. Không phân biệt chữ hoa, chữ thường.',
    passphrase: 'Mật khẩu mới',
    passphraseHint:
      'Ít nhất 12 ký tự. Nên ghép bốn, năm từ không liên quan đến nhau; dùng được dấu cách và chữ có dấu.',
    repeat: 'Nhập lại mật khẩu mới',
    alsoRoles: 'Người này còn làm',
    alsoRolesHint:
      'Người quản trị không tự có quyền biên tập, duyệt hay ghi nhận phát sóng. Đánh dấu nếu một người kiêm nhiều việc; sau này giao thêm được.',
    send: 'Lưu và đi đăng nhập',
  },

  account: {
    title: 'Tài khoản của tôi',
    facts: 'Thông tin',
    name: 'Họ và tên',
    roles: 'Vai trò',
    noRoles: 'Chưa được giao vai trò nào. Hãy liên hệ người quản trị của đơn vị.',
    passphraseAt: (at: string) => `Đặt lúc ${at}`,
    passphrase: 'Đổi mật khẩu',
    current: 'Mật khẩu hiện tại',
    currentWrong: 'Mật khẩu hiện tại chưa đúng.',
    change: 'Đổi mật khẩu',
    secondFactor: 'Xác thực hai lớp',
    secondFactorOff:
      'Chưa bật. Cần bật để duyệt lịch, quản lý người dùng, khóa truy cập và đơn vị. Bật rồi thì mật khẩu có lộ, người lạ cũng không vào được.',
    secondFactorOn: (at: string) => `Đã bật từ ${at}.`,
    recoveryLeft: (count: number) => `Còn ${count} mã dự phòng.`,
    turnOn: 'Bật xác thực hai lớp',
    manage: 'Mã dự phòng, tắt xác thực hai lớp',
    signIns: 'Các phiên đăng nhập',
    signInsHint: 'Thấy phiên lạ thì kết thúc phiên ấy rồi đổi mật khẩu.',
    thisOne: 'phiên này',
    began: (at: string) => `đăng nhập ${at}`,
    seen: (at: string) => `dùng lần cuối ${at}`,
    from: (address: string) => `từ ${address}`,
    end: 'Kết thúc',
    endOne: (agent: string, at: string) => `Kết thúc phiên ${agent}, đăng nhập ${at}`,
    endOthers: 'Kết thúc mọi phiên khác',
    unknownAgent: 'trình duyệt không rõ tên',
    agent: (browser: string, system: string) => `${browser} trên ${system}`,
    done: {
      passphrase: 'Đã đổi mật khẩu. Các phiên đăng nhập khác đã kết thúc.',
      ended: 'Đã kết thúc phiên đăng nhập.',
      dropped: 'Đã tắt xác thực hai lớp.',
    },
  },

  secondFactor: {
    passphrase: 'Mật khẩu của anh/chị',
    title: 'Xác thực hai lớp',
    why: 'Ngoài mật khẩu, mỗi lần đăng nhập sẽ hỏi thêm mã 6 số trên điện thoại.',
    steps: 'Cách bật',
    install: 'Cài một ứng dụng xác thực trên điện thoại (như Google Authenticator, Microsoft Authenticator, Aegis).',
    scan: 'Trong ứng dụng, quét mã QR này.',
    qr: 'Mã QR để thêm Loa vào ứng dụng xác thực',
    type: 'Không quét được thì gõ khóa này vào ứng dụng:',
    enter: 'Nhập mã 6 số mà ứng dụng đang hiện.',
    code: 'Mã 6 số',
    codeWrong: 'Mã chưa đúng. Xem lại giờ trên điện thoại rồi nhập mã mới.',
    turnOn: 'Bật',
    recoveryTitle: 'Mã dự phòng',
    recoveryOn: 'Đã bật xác thực hai lớp.',
    recoveryLead:
      'Mỗi mã thay được mã trên điện thoại một lần, khi mất hoặc hỏng điện thoại. Các mã này chỉ hiện một lần: hãy in trang này (Ctrl + P) hoặc chép ra giấy, cất ở nơi chỉ mình mở được.',
    recoveryDone: 'Tôi đã cất các mã dự phòng',
    since: (at: string) => `Đã bật từ ${at}.`,
    renew: 'Tạo mã dự phòng mới',
    renewHint: 'Tạo mã mới thì các mã cũ không còn dùng được.',
    drop: 'Tắt xác thực hai lớp',
    dropHint: 'Cần khi chuyển sang điện thoại khác: tắt, rồi bật lại trên điện thoại mới.',
    missingTitle: 'Cần bật xác thực hai lớp',
    missing:
      'Duyệt lịch, quản lý người dùng, khóa truy cập và đơn vị là những việc cần biết chắc ai đang làm, nên mật khẩu thôi chưa đủ. Bật một lần, mất khoảng hai phút.',
    go: 'Bật xác thực hai lớp',
    stale: 'Muốn thay đổi ở trang này, hãy nhập mã xác thực; mã có hiệu lực 10 phút.',
    stepUp: 'Nhập mã xác thực',
  },

  approval: {
    heading: 'Duyệt lịch ngày',
    none: (version: number) => `Bản số ${version} chưa được duyệt.`,
    by: (version: number, name: string, at: string) => `Bản số ${version} đã được ${name} duyệt lúc ${at}.`,
    erased: 'một người đã xóa thông tin',
    exception: (reason: string) => `Người soạn tự duyệt theo ngoại lệ một người: ${reason}`,
    approve: (version: number) => `Duyệt bản ${version}`,
  },
};
