/**
 * The script in an evidence bundle that checks it with openssl, awk, base64 and sha256sum alone. It carries nothing of the bundle.
 *
 * POSIX sh. Hashes are compared as bytes in files, so that no tool has to print or read hex.
 */
export const VERIFY_SH = `#!/bin/sh
# Kiểm tra gói bằng chứng này · checks this evidence bundle:
#   [CA=chung-thu.pem] sh verify.sh ["KHÓA NHẬT KÝ TRÊN GIẤY · key on paper" ["KHÓA BÊN ĐỒNG KÝ · witness key" …]]
# Cần · needs: openssl 3, awk, base64, sha256sum.
set -u
LC_ALL=C; export LC_ALL
ca=\${CA:-}
case $ca in '' | /*) ;; *) ca=$PWD/$ca ;; esac
cd "$(dirname "$0")" || exit 2
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
wrong() { echo "SAI: $1 · WRONG: $2"; exit 1; }
sha() { openssl dgst -sha256 -binary; }
node() { { printf '\\001'; cat "$1" "$2"; } | sha; }
# What stands before the first blank line, and after it.
head_of() { awk 'NF == 0 { exit } { print }' "$1"; }
tail_of() { awk 'after { print } NF == 0 { after = 1 }' "$1"; }
# The time in a cosignature, bytes 5 to 12, most significant first; and seconds since 1970 as people read them.
seconds() {
  awk -v line="$1" 'BEGIN { a = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    t = (index(a, substr(line, 6, 1)) - 1) % 16
    for (n = 7; n <= 16; n++) t = t * 64 + index(a, substr(line, n, 1)) - 1
    printf "%.0f", t }'
}
instant() {
  awk -v t="$1" 'BEGIN { z = int(t / 86400) + 719468; s = t % 86400; e = int(z / 146097); d = z - e * 146097
    y = int((d - int(d / 1460) + int(d / 36524) - int(d / 146096)) / 365)
    n = d - (365 * y + int(y / 4) - int(y / 100)); p = int((5 * n + 2) / 153); m = p < 10 ? p + 3 : p - 9
    printf "%04d-%02d-%02dT%02d:%02d:%02dZ", y + e * 400 + (m <= 2), m, n - int((153 * p + 2) / 5) + 1, int(s / 3600), int(s % 3600 / 60), s % 60 }'
}

sha256sum -c --quiet SHA256SUMS >"$work/sums" 2>&1 ||
  wrong "$(awk -F: 'NR == 1 { print $1 }' "$work/sums") (mã băm không khớp)" "a hash in SHA256SUMS"
# What SHA256SUMS does not name was added by somebody.
for file in * entries/* proofs/* keys/* audio/*; do
  [ -f "$file" ] && [ "$file" != SHA256SUMS ] || continue
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
  shift
else
  echo "Chưa so với khóa trên giấy · not compared with the key on paper: $vkey"
fi
# $1: a vkey, $2: its type byte, octal. Leaves $name, $id, its typed key in $work/typed and $own, its id as it stands in signatures.
keyed() {
  name=\${1%%+*}; rest=\${1#*+}; id=\${rest%%+*}; rest=\${rest#*+}
  echo "$rest" | base64 -d >"$work/typed" 2>/dev/null || return 1
  { printf "\\\\$2"; tail -c 32 "$work/typed"; } | cmp -s - "$work/typed" || return 1
  own=$({ printf '%s\\n' "$name"; cat "$work/typed"; } | sha | head -c 4 | base64)
  [ "$id" = "$({ printf '%s\\n' "$name"; cat "$work/typed"; } | openssl dgst -sha256 | awk '{ print substr($NF, 1, 8) }')" ]
}
keyed "$vkey" 001 || wrong "log.vkey (sai khóa)" "the key"
# The vkey and log.pem are one key: type byte 1, then 32 bytes.
{ printf '\\001'; openssl pkey -pubin -in log.pem -outform DER 2>/dev/null | tail -c 32; } >"$work/pem"
cmp -s "$work/typed" "$work/pem" || wrong "log.pem (khác log.vkey)" "log.pem is another key"
log=$name; log_own=$own

# $1: a checkpoint, three lines, a blank line, signatures. Leaves $size, its text in $work/text and its root in $work/root.
opened() {
  [ -f "$1" ] || wrong "$1 (thiếu)" "missing"
  head_of "$1" >"$work/text"
  [ "$(awk 'END { print NR }' "$work/text")" = 3 ] || wrong "$1" "$1"
  [ "$(awk 'NR == 1' "$work/text")" = "$log" ] || wrong "$1 (nhật ký khác)" "another log"
  size=$(awk 'NR == 2' "$work/text")
  awk 'NR == 3' "$work/text" | base64 -d >"$work/root" || wrong "$1" "$1"
  signed=no
  tail_of "$1" | awk -v name="$log" '$2 == name { print $3 }' >"$work/lines"
  while read -r line; do
    echo "$line" | base64 -d >"$work/signature" 2>/dev/null || continue
    [ "$(head -c 4 "$work/signature" | base64)" = "$log_own" ] || continue
    tail -c +5 "$work/signature" >"$work/sig"
    openssl pkeyutl -verify -pubin -inkey log.pem -rawin -in "$work/text" -sigfile "$work/sig" >/dev/null 2>&1 && signed=yes
  done <"$work/lines"
  [ "$signed" = yes ] || wrong "$1 (chữ ký không đúng)" "the signature"
}
if [ -f older.checkpoint ] || [ -f consistency.txt ]; then
  opened older.checkpoint
  older=$size; mv "$work/root" "$work/older"
fi
opened checkpoint
say=

# Witnesses: those whose keys were given must have signed; those of the bundle are counted.
[ -f witness.vkey ] || [ -z "$(tail_of checkpoint | awk -v name="$log" '$2 != name')" ] || wrong "witness.vkey (thiếu)" "missing"
{ for key in "$@"; do echo "must $key"; done; [ ! -f witness.vkey ] || awk '{ print "may " $0 }' witness.vkey; } >"$work/witnesses"
: >"$work/vouched"
while read -r must key; do
  keyed "$key" 004 || wrong "witness.vkey (sai khóa)" "the key of a witness: $key"
  # SubjectPublicKeyInfo of Ed25519 (RFC 8410).
  { printf '\\060\\052\\060\\005\\006\\003\\053\\145\\160\\003\\041\\000'; tail -c 32 "$work/typed"; } >"$work/witness.der"
  found=no
  tail_of checkpoint | awk -v name="$name" '$2 == name { print $3 }' >"$work/lines"
  while read -r line; do
    echo "$line" | base64 -d >"$work/signature" 2>/dev/null || continue
    [ "$(head -c 4 "$work/signature" | base64)" = "$own" ] || continue
    time=$(seconds "$line")
    tail -c +13 "$work/signature" >"$work/sig"
    { printf 'cosignature/v1\\ntime %s\\n' "$time"; cat "$work/text"; } >"$work/message"
    openssl pkeyutl -verify -pubin -keyform DER -inkey "$work/witness.der" -rawin -in "$work/message" -sigfile "$work/sig" >/dev/null 2>&1 ||
      wrong "checkpoint (chữ ký của $name không đúng)" "the cosignature of $name"
    found=yes
  done <"$work/lines"
  [ "$found" = yes ] || [ "$must" = may ] || wrong "checkpoint (thiếu chữ ký của $name)" "not signed by $name"
  if [ "$found" = yes ] && ! awk -v key="$key" '$0 == key { found = 1 } END { exit !found }' "$work/vouched"; then
    echo "$key" >>"$work/vouched"
    note=; [ "$must" = must ] || note=' (khóa lấy từ gói · its key is the bundle’s own)'
    say="$say
  bên đồng ký · witness: $name, $(instant "$time")$note"
  fi
done <"$work/witnesses"

# The log grew out of the earlier checkpoint: RFC 9162, 2.1.4.2.
if [ -n "\${older:-}" ]; then
  [ -f consistency.txt ] || wrong "consistency.txt (thiếu)" "missing"
  [ "$(awk 'NR == 1' consistency.txt)" = "old $older" ] || wrong "consistency.txt (mốc cũ khác)" "another older checkpoint"
  tail_of consistency.txt | cmp -s - checkpoint || wrong "consistency.txt (mốc ký khác)" "another checkpoint"
  grew() { [ "$1" = yes ] || wrong "consistency.txt (nhật ký không nối tiếp từ mốc cũ)" "the log did not grow out of it"; }
  head_of consistency.txt | awk 'NR > 1' >"$work/path"
  if [ "$older" = "$size" ]; then
    [ ! -s "$work/path" ] && cmp -s "$work/older" "$work/root" || grew no
  else
    [ "$older" -gt 0 ] && [ "$older" -lt "$size" ] && [ -s "$work/path" ] || grew no
    index=$((older - 1)); last=$((size - 1))
    while [ $((index % 2)) = 1 ]; do index=$((index / 2)); last=$((last / 2)); done
    if [ "$index" = 0 ]; then cp "$work/older" "$work/new"; else
      awk 'NR == 1' "$work/path" | base64 -d >"$work/new"
      awk 'NR > 1' "$work/path" >"$work/rest"; mv "$work/rest" "$work/path"
    fi
    cp "$work/new" "$work/old"
    while read -r sibling; do
      [ "$last" -gt 0 ] || grew no
      echo "$sibling" | base64 -d >"$work/sibling"
      if [ $((index % 2)) = 1 ] || [ "$index" = "$last" ]; then
        node "$work/sibling" "$work/old" >"$work/next"; mv "$work/next" "$work/old"
        node "$work/sibling" "$work/new" >"$work/next"; mv "$work/next" "$work/new"
        while [ $((index % 2)) = 0 ] && [ "$index" != 0 ]; do index=$((index / 2)); last=$((last / 2)); done
      else
        node "$work/new" "$work/sibling" >"$work/next"; mv "$work/next" "$work/new"
      fi
      index=$((index / 2)); last=$((last / 2))
    done <"$work/path"
    [ "$last" = 0 ] && cmp -s "$work/old" "$work/older" && cmp -s "$work/new" "$work/root" || grew no
  fi
  say="$say
  chỉ dài thêm từ mốc có $older mục · grew out of the checkpoint of $older entries"
fi

# The time stamp (RFC 3161) is over stamped.checkpoint, which says the same as checkpoint.
if [ -f checkpoint.tsr ] || [ -f stamped.checkpoint ]; then
  [ -f checkpoint.tsr ] || wrong "checkpoint.tsr (thiếu)" "missing"
  [ -f stamped.checkpoint ] || wrong "stamped.checkpoint (thiếu)" "missing"
  head_of stamped.checkpoint | cmp -s - "$work/text" || wrong "stamped.checkpoint (mốc ký khác)" "another checkpoint"
  note=; [ -n "$ca" ] || note=' (chứng thư lấy từ gói · the certificates are the bundle’s own)'
  ca=\${ca:-tsa-ca.pem}
  time=$(openssl ts -reply -in checkpoint.tsr -token_in -token_out -text 2>/dev/null | awk '/^Time stamp: / { print substr($0, 13) }')
  if [ -f "$ca" ]; then
    openssl ts -verify -data stamped.checkpoint -in checkpoint.tsr -token_in -CAfile "$ca" >/dev/null 2>&1 ||
      wrong "checkpoint.tsr (dấu thời gian không đúng)" "the time stamp"
  else
    note=' (chưa kiểm: thiếu chứng thư · not checked: no certificates)'
  fi
  say="$say
  dấu thời gian · time stamp: $time$note"
fi

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
  tail_of "$proof" | cmp -s - checkpoint || wrong "$proof (mốc ký khác)" "another checkpoint"
  { printf '\\000'; cat "$entry"; } | sha >"$work/hash"
  # RFC 9162, 2.1.3.2.
  index=$seq; last=$((size - 1))
  [ "$index" -le "$last" ] || wrong "$entry (ngoài nhật ký)" "outside the log"
  head_of "$proof" | awk 'NR > 2' >"$work/path"
  while read -r sibling; do
    [ "$last" -gt 0 ] || wrong "$proof (thừa mã băm)" "too many hashes"
    echo "$sibling" | base64 -d >"$work/sibling"
    if [ $((index % 2)) = 1 ] || [ "$index" = "$last" ]; then
      node "$work/sibling" "$work/hash" >"$work/next"
      while [ $((index % 2)) = 0 ] && [ "$index" != 0 ]; do index=$((index / 2)); last=$((last / 2)); done
    else
      node "$work/hash" "$work/sibling" >"$work/next"
    fi
    mv "$work/next" "$work/hash"
    index=$((index / 2)); last=$((last / 2))
  done <"$work/path"
  [ "$last" = 0 ] && cmp -s "$work/hash" "$work/root" || wrong "$entry (không nằm trong nhật ký đã ký)" "not in the signed log"
done
for proof in proofs/*.tlog-proof; do
  seq=\${proof#proofs/}; [ -f "entries/\${seq%.tlog-proof}.json" ] || wrong "$proof (không có mục)" "no entry"
done
sounds=0
for file in audio/*; do
  [ -e "$file" ] || continue
  sha256sum "$file" >"$work/sum"
  [ "$file" = "audio/$(awk '{ print $1 }' "$work/sum").flac" ] || wrong "$file (âm thanh đã bị đổi)" "the sound was changed"
  awk 'NR == FNR { line = $0; next } $0 == line { found = 1 } END { exit !found }' "$work/sum" media.sha256 || wrong "$file (tệp lạ)" "a strange file"
  sounds=$((sounds + 1))
done
[ "$sounds" = 0 ] || say="$say
  âm thanh · sounds: $sounds"
echo "ĐÚNG: $count mục nằm trong nhật ký $log lúc có $size mục · RIGHT: $count entries"
echo "Ai làm chứng · who vouches:
  khóa của nhật ký · the log’s key$say"
`;
