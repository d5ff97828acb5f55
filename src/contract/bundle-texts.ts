/**
 * The texts in an evidence bundle that people read and run: how to check it by hand, and the script that does so with openssl,
 * awk, base64 and sha256sum alone. They carry nothing of the bundle but its numbers.
 */

export interface BundleFacts {
  readonly from: string;
  readonly to: string;
  readonly origin: string;
  readonly vkey: string;
  readonly entries: number;
  /** Entries in the whole log at the checkpoint. */
  readonly size: number;
}

export const bundleReadme = ({
  from,
  to,
  origin,
  vkey,
  entries,
  size,
}: BundleFacts): string => `GÓI BẰNG CHỨNG NHẬT KÝ PHÁT SÓNG

Nhật ký: ${origin}
Những ngày: ${from} đến ${to}
Số mục trong gói: ${entries}; toàn bộ nhật ký lúc ký có ${size} mục.
Khóa kiểm tra của nhật ký:
  ${vkey}

HÃY SO KHÓA TRÊN VỚI KHÓA IN TRONG QUYẾT ĐỊNH ĐƯA HỆ THỐNG VÀO SỬ DỤNG. Khóa nằm trong gói chỉ cho biết gói không mâu thuẫn
với chính nó; khóa trên giấy mới cho biết gói là của đài.

TRONG GÓI CÓ GÌ
  entries/SỐ.json          mục nhật ký, đúng từng byte như lúc ghi
  proofs/SỐ.tlog-proof     bằng chứng mục ấy nằm trong nhật ký (dạng C2SP tlog-proof)
  checkpoint               mốc ký: tên nhật ký, số mục, gốc cây băm, chữ ký Ed25519
  log.vkey, log.pem        khóa kiểm tra, hai cách viết
  keys/SỐ.json             mục đổi khóa, kèm bằng chứng: khóa cũ ký chuyển sang khóa mới (chỉ có khi đã đổi khóa)
  media.sha256             mã băm của các bản thu được nhắc trong gói
  SHA256SUMS               mã băm của mọi tệp trong gói
  verify.sh                kiểm tra tất cả, không cần Loa

KIỂM TRA
  1. Giải nén, mở cửa sổ lệnh trong thư mục vừa giải nén (Linux, macOS, hoặc Windows có Git Bash).
  2. Chạy:  sh verify.sh "KHÓA IN TRÊN GIẤY"
     Khóa trên giấy là khóa cũ cũng được: verify.sh đi theo các lần đổi khóa. Nếu khóa cũ đã mất thì cần giấy in khóa mới.
  3. “ĐÚNG” là mọi mục đều nằm trong nhật ký đã ký. “SAI” kèm tên tệp đầu tiên không khớp.

Tên người và lời ghi chú không nằm trong mục nhật ký, chỉ có mã băm của chúng: xóa tên một người không làm hỏng bằng chứng.
`;

/** POSIX sh. Hashes are compared as bytes in files, so that no tool has to print or read hex. */
export const VERIFY_SH = `#!/bin/sh
# Kiểm tra gói bằng chứng này · checks this evidence bundle: sh verify.sh ["KHÓA TRÊN GIẤY · key on paper"]
# Cần · needs: openssl 3, awk, base64, sha256sum.
set -u
LC_ALL=C; export LC_ALL
cd "$(dirname "$0")" || exit 2
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
wrong() { echo "SAI: $1 · WRONG: $2"; exit 1; }
sha() { openssl dgst -sha256 -binary; }

sha256sum -c --quiet SHA256SUMS >"$work/sums" 2>&1 ||
  wrong "$(awk -F: 'NR == 1 { print $1 }' "$work/sums") (mã băm không khớp)" "a hash in SHA256SUMS"
# What SHA256SUMS does not name was added by somebody.
for file in entries/* proofs/* keys/*; do
  [ "$file" != 'keys/*' ] || continue
  awk -v name="$file" 'substr($0, 67) == name { found = 1 } END { exit !found }' SHA256SUMS || wrong "$file (tệp lạ)" "a strange file"
done

vkey=$(cat log.vkey)
if [ $# -gt 0 ]; then
  # From an older key on paper, by what each key signed of the next one. DER before 32 bytes of key: RFC 8410.
  trusted=$1
  for change in $(ls keys 2>/dev/null | sed -n 's/^\\([0-9]*\\)\\.json$/\\1/p' | sort -n); do
    [ "$trusted" != "$vkey" ] || break
    field() { sed -n "s/.*\\"$1\\":\\"\\([^\\"]*\\)\\".*/\\1/p" "keys/$change.json"; }
    old=$(field oldKey); new=$(field newKey)
    case $trusted in "$old" | "$old"+*) ;; *) continue ;; esac
    [ -n "$(field signature)" ] || wrong "keys/$change.json (khóa cũ đã mất; cần khóa mới in trên giấy)" "the old key was lost: the new key on paper is needed"
    printf 'loa-key-change/1\\nold %s\\nnew %s\\nat %s\\n' "$old" "$new" "$(field recordedAt)" >"$work/change"
    field signature | base64 -d >"$work/sig" 2>/dev/null
    { printf '\\060\\052\\060\\005\\006\\003\\053\\145\\160\\003\\041\\000'; echo "\${old#*+*+}" | base64 -d | tail -c 32; } >"$work/old"
    openssl pkeyutl -verify -pubin -keyform DER -inkey "$work/old" -rawin -in "$work/change" -sigfile "$work/sig" >/dev/null 2>&1 ||
      wrong "keys/$change.json (không do khóa cũ ký)" "not signed by the old key"
    trusted=$new
  done
  [ "$trusted" = "$vkey" ] || wrong "log.vkey (khác khóa trên giấy)" "another key than on paper"
  [ "$1" = "$vkey" ] || echo "Đi từ khóa trên giấy theo các lần đổi khóa tới khóa đã ký · followed from the key on paper to the one that signed: $vkey"
else
  echo "Chưa so với khóa trên giấy · not compared with the key on paper: $vkey"
fi
name=\${vkey%%+*}; rest=\${vkey#*+}; id=\${rest%%+*}; rest=\${rest#*+}
# The vkey and log.pem are one key: type byte 1, then 32 bytes.
echo "$rest" | base64 -d >"$work/typed" 2>/dev/null || wrong log.vkey log.vkey
{ printf '\\001'; openssl pkey -pubin -in log.pem -outform DER 2>/dev/null | tail -c 32; } >"$work/pem"
cmp -s "$work/typed" "$work/pem" || wrong "log.pem (khác log.vkey)" "log.pem is another key"
own=$({ printf '%s\\n' "$name"; cat "$work/typed"; } | sha | head -c 4 | base64)
[ "$id" = "$({ printf '%s\\n' "$name"; cat "$work/typed"; } | openssl dgst -sha256 | awk '{ print substr($NF, 1, 8) }')" ] ||
  wrong "log.vkey (sai mã khóa)" "the id of the key"

# The checkpoint: three lines, a blank line, signatures.
awk 'NF == 0 { exit } { print }' checkpoint >"$work/text"
[ "$(awk 'END { print NR }' "$work/text")" = 3 ] || wrong checkpoint checkpoint
[ "$(awk 'NR == 1' "$work/text")" = "$name" ] || wrong "checkpoint (nhật ký khác)" "another log"
size=$(awk 'NR == 2' "$work/text")
awk 'NR == 3' "$work/text" | base64 -d >"$work/root" || wrong checkpoint checkpoint
signed=no
awk -v name="$name" 'blank && $2 == name { print $3 } NF == 0 { blank = 1 }' checkpoint >"$work/lines"
while read -r line; do
  echo "$line" | base64 -d >"$work/signature" 2>/dev/null || continue
  [ "$(head -c 4 "$work/signature" | base64)" = "$own" ] || continue
  tail -c +5 "$work/signature" >"$work/sig"
  openssl pkeyutl -verify -pubin -inkey log.pem -rawin -in "$work/text" -sigfile "$work/sig" >/dev/null 2>&1 && signed=yes
done <"$work/lines"
[ "$signed" = yes ] || wrong "checkpoint (chữ ký không đúng)" "the signature"

count=0
for entry in entries/*.json keys/*.json; do
  seq=\${entry##*/}; seq=\${seq%.json}
  proof=proofs/$seq.tlog-proof
  case $entry in
  'keys/*.json') continue ;;
  keys/*) proof=keys/$seq.tlog-proof
    grep -q '"signature":"' "$entry" || echo "CHÚ Ý: chuỗi khóa đứt ở mục $seq (khóa cũ đã mất). Chỉ tin khóa in trên giấy · the chain of keys is broken at entry $seq: believe the key on paper alone" ;;
  *) count=$((count + 1)) ;;
  esac
  [ -f "$proof" ] || wrong "$proof (thiếu)" "missing"
  [ "$(awk 'NR == 1' "$proof")" = c2sp.org/tlog-proof@v1 ] && [ "$(awk 'NR == 2' "$proof")" = "index $seq" ] || wrong "$proof" "$proof"
  awk 'after { print } NF == 0 { after = 1 }' "$proof" | cmp -s - checkpoint || wrong "$proof (mốc ký khác)" "another checkpoint"
  { printf '\\000'; cat "$entry"; } | sha >"$work/hash"
  # RFC 9162, 2.1.3.2.
  index=$seq; last=$((size - 1))
  [ "$index" -le "$last" ] || wrong "$entry (ngoài nhật ký)" "outside the log"
  awk 'NF == 0 { exit } NR > 2 { print }' "$proof" >"$work/path"
  while read -r sibling; do
    [ "$last" -gt 0 ] || wrong "$proof (thừa mã băm)" "too many hashes"
    echo "$sibling" | base64 -d >"$work/sibling"
    if [ $((index % 2)) = 1 ] || [ "$index" = "$last" ]; then
      { printf '\\001'; cat "$work/sibling" "$work/hash"; } | sha >"$work/next"
      while [ $((index % 2)) = 0 ] && [ "$index" != 0 ]; do index=$((index / 2)); last=$((last / 2)); done
    else
      { printf '\\001'; cat "$work/hash" "$work/sibling"; } | sha >"$work/next"
    fi
    mv "$work/next" "$work/hash"
    index=$((index / 2)); last=$((last / 2))
  done <"$work/path"
  [ "$last" = 0 ] && cmp -s "$work/hash" "$work/root" || wrong "$entry (không nằm trong nhật ký đã ký)" "not in the signed log"
done
for proof in proofs/*.tlog-proof; do
  seq=\${proof#proofs/}; [ -f "entries/\${seq%.tlog-proof}.json" ] || wrong "$proof (không có mục)" "no entry"
done
echo "ĐÚNG: $count mục nằm trong nhật ký $name lúc có $size mục · RIGHT: $count entries"
`;
