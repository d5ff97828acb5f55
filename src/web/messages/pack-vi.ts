/** What pages say of packs for USB sticks, in Vietnamese, the source. */
export const packVi = {
  pack: {
    day: 'Gói ZIP chép ra USB: âm thanh, danh sách, bản in A4',
    week: 'Gói ZIP 7 ngày, kể từ ngày này',
  },
};
