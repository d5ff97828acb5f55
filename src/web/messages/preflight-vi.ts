/** The page of a look at a coming day, in Vietnamese. */
export const preflightVi = {
  preflight: {
    title: 'Kiểm tra trước giờ phát',
    lead: 'Những gì còn phải làm để buổi phát ra đúng giờ, ai làm và làm ở đâu.',
    choose: 'Chọn ngày và kênh',
    none: 'Ngày này không có buổi phát nào.',
    good: 'Đã đủ, không còn việc gì.',
    red: 'Phải làm',
    amber: 'Nên xem lại',
    owner: (role: string) => `Việc của ${role}`,
  },
};
