#!/bin/sh
# Makes an open bundle (docs/bundle-format.md) with stock tools alone: sh, sha256sum or shasum, od, gzip, and for a
# signature ssh-keygen or openssl. Two processes a line: "proofline bundle make" makes the same many times as fast.
set -eu
LC_ALL=C
export LC_ALL
umask 022

usage() {
  cat >&2 <<'TEXT'
usage: make-bundle.sh -o BUNDLE -r REASON [options] PATH...
  -o BUNDLE    folder to make; must not exist
  -r REASON    why this export was made, one line
  -e NAME      who exports (default: the user's name)
  -s SYSTEM    what wrote the logs, as in "proofline formats" (default: unknown)
  -H HOST      where they were written (default: this host)
  -f FROM -t TO  the period they cover, as 2025-01-01T00:00:00Z; TO itself is outside
  -k KEY       OpenSSH private key: adds tagmanifest-sha256.txt.sig
  -c CERT -p KEY  X.509 certificate and private key, PEM: adds tagmanifest-sha256.txt.p7s
PATH is a log file (plain or gzip) or a folder of them.
TEXT
  exit 2
}

stop() {
  printf 'make-bundle.sh: %s\n' "$1" >&2
  exit 1
}

out='' reason='' exporter=$(id -un) system=unknown host=$(hostname) from='' to='' sshkey='' cert='' key=''
while getopts o:r:e:s:H:f:t:k:c:p: option; do
  case $option in
    o) out=$OPTARG ;;
    r) reason=$OPTARG ;;
    e) exporter=$OPTARG ;;
    s) system=$OPTARG ;;
    H) host=$OPTARG ;;
    f) from=$OPTARG ;;
    t) to=$OPTARG ;;
    k) sshkey=$OPTARG ;;
    c) cert=$OPTARG ;;
    p) key=$OPTARG ;;
    *) usage ;;
  esac
done
shift $((OPTIND - 1))
[ -n "$out" ] && [ -n "$reason" ] && [ $# -gt 0 ] || usage
[ -z "$from$to" ] || { [ -n "$from" ] && [ -n "$to" ]; } || stop 'give both ends of the period, -f and -t'
[ -z "$cert$key" ] || { [ -n "$cert" ] && [ -n "$key" ]; } || stop 'give both certificate and key, -c and -p'
[ ! -e "$out" ] && [ ! -L "$out" ] || stop "$out is already there; choose another name"

if command -v sha256sum >/dev/null 2>&1; then
  digest() { sha256sum; }
elif command -v shasum >/dev/null 2>&1; then
  digest() { shasum -a 256; }
else
  stop 'neither sha256sum nor shasum is installed'
fi

# Prints the SHA-256 of what comes in as 64 hexadecimal digits.
sha256() {
  hex=$(digest)
  printf '%s' "${hex%% *}"
}

# One line of text as JSON; a control character has no place in it.
quoted() {
  [ "$(printf '%s' "$1" | tr -d '\000-\037\177')" = "$1" ] || stop "a control character in: $1"
  printf '"%s"' "$(printf '%s' "$1" | sed 's/\\/\\\\/g; s/"/\\"/g')"
}

stage=$out.partial.$$
mkdir "$stage" || stop "cannot write beside $out"
trap 'rm -rf "$stage"' EXIT
trap 'exit 130' HUP INT TERM
mkdir "$stage/data" "$stage/chain"

safe_name() {
  case $1 in
    *\\* | */../* | */./*) stop "the name $1 cannot stand in a bundle; rename the file" ;;
  esac
  [ "$(printf '%s' "$1" | tr -d '\000-\037\177')" = "$1" ] || stop "a control character in the name $1; rename the file"
}

take() { # file, path below data/
  safe_name "$2"
  [ ! -e "$stage/data/$2" ] || stop "two files have the name $2; bundle them one by one"
  case $2 in */*) mkdir -p "$stage/data/${2%/*}" ;; esac
  cp "$1" "$stage/data/$2" || stop "$1 cannot be read"
}

for path in "$@"; do
  if [ -d "$path" ]; then
    [ -z "$(find "$path/" -type l)" ] || stop "$path holds links; choose the files themselves"
    find "$path/" -type f >"$stage/list"
    while IFS= read -r file; do
      [ -f "$file" ] || stop "a line end in a name below $path; rename the file"
      below=${file#"$path"/}
      take "$file" "${below#/}"
    done <"$stage/list"
    rm "$stage/list"
  elif [ -f "$path" ]; then
    take "$path" "${path##*/}"
  else
    stop "$path is not there"
  fi
done

time=$(date -u +%Y-%m-%dT%H:%M:%SZ)
quoted "$exporter" >/dev/null
quoted "$reason" >/dev/null
quoted "$system$host$from$to" >/dev/null
printf '{"exporter":%s,"time":"%s","reason":%s,"tool":"make-bundle.sh 1"}\n' \
  "$(quoted "$exporter")" "$time" "$(quoted "$reason")" >"$stage/export.json"
closing=$(tr -d '\n' <"$stage/export.json" | sha256)

first_bytes() { od -An -tx1 -N3 | tr -d ' \n'; }

text_of() {
  if [ "$(first_bytes <"$1")" = 1f8b08 ]; then gzip -dc <"$1"; else cat <"$1"; fi
}

entry() { # line-hash
  count=$((count + 1))
  link=$(printf '%s%s' "$link" "$1" | sha256)
  printf '%d %s %s\n' "$count" "$1" "$link"
}

# Reads lines from standard input, prints the chain, leaves count and last link in the file "end".
chain() { # name, lines in all
  count=0
  link=0000000000000000000000000000000000000000000000000000000000000000
  while IFS= read -r line || [ -n "$line" ]; do
    entry "$(printf '%s' "$line" | sha256)"
    if [ $((count % 1000)) -eq 0 ]; then printf '\r%s: %d of %d lines' "$1" "$count" "$2" >&2; fi
  done
  lines=$count
  entry "$closing"
  printf '%d %s' "$lines" "$link" >"$stage/end"
  printf '\r%s: %d lines        \n' "$1" "$lines" >&2
}

(cd "$stage/data" && find . -type f | sed 's|^\./||' | sort) >"$stage/list"
total=0
files=0
declared=''
while IFS= read -r name <&3; do
  log=$stage/data/$name
  text_of "$log" >/dev/null || stop "$name is damaged: gzip cannot read it"
  [ "$(text_of "$log" | wc -c)" -eq "$(text_of "$log" | tr -d '\000' | wc -c)" ] ||
    stop "$name holds NUL bytes, which the shell loses; use: proofline bundle make"
  [ "$(text_of "$log" | first_bytes)" != 1f8b08 ] ||
    stop "$name is compressed twice; use: proofline bundle make"
  case $name in */*) mkdir -p "$stage/chain/${name%/*}" ;; esac
  text_of "$log" | chain "$name" "$(text_of "$log" | wc -l)" >"$stage/chain/$name.chain"
  read -r lines link <"$stage/end" || :
  escaped=$(printf '%s' "$name" | sed 's/%/%25/g')
  printf '%s  data/%s\n' "$(sha256 <"$log")" "$escaped" >>"$stage/manifest-sha256.txt"
  [ -z "$declared" ] || declared="$declared,
"
  declared="$declared    {
      \"path\": $(quoted "data/$name"),
      \"lines\": $lines,
      \"link\": \"$link\"
    }"
  total=$((total + $(wc -c <"$log")))
  files=$((files + 1))
done 3<"$stage/list"
[ "$files" -gt 0 ] || stop 'there is no file to bundle'
rm -f "$stage/list" "$stage/end"

period=null
[ -z "$from" ] || period="{
    \"from\": $(quoted "$from"),
    \"to\": $(quoted "$to")
  }"
cat >"$stage/bundle.json" <<TEXT
{
  "format": "proofline-bundle",
  "version": 1,
  "system": $(quoted "$system"),
  "host": $(quoted "$host"),
  "period": $period,
  "files": [
$declared
  ]
}
TEXT
printf 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n' >"$stage/bagit.txt"
printf 'Bagging-Date: %s\nPayload-Oxum: %d.%d\n' "${time%%T*}" "$total" "$files" >"$stage/bag-info.txt"

(cd "$stage" && find bagit.txt bag-info.txt bundle.json export.json chain manifest-sha256.txt -type f | sort) >"$stage/list"
while IFS= read -r name; do
  printf '%s  %s\n' "$(sha256 <"$stage/$name")" "$(printf '%s' "$name" | sed 's/%/%25/g')"
done <"$stage/list" >"$stage/tagmanifest-sha256.txt"
rm "$stage/list"

if [ -n "$sshkey" ]; then
  ssh-keygen -q -Y sign -f "$sshkey" -n proofline-bundle "$stage/tagmanifest-sha256.txt" || stop 'signing failed'
fi
if [ -n "$cert" ]; then
  openssl cms -sign -binary -outform DER -md sha256 -signer "$cert" -inkey "$key" \
    -in "$stage/tagmanifest-sha256.txt" -out "$stage/tagmanifest-sha256.txt.p7s" || stop 'signing failed'
fi
mv "$stage" "$out"
trap - EXIT
printf '%s: %d files\n' "$out" "$files" >&2
