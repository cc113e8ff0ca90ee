# The life of a lab. Its warden (the process of `lab hold`) is the parent of both hosts' first
# processes; they die with it (PDEATHSIG), and all of a host's processes, mounts and interfaces die
# with its first one. So kill -9 of anything leaves at most the lab's directory and one "unreachable"
# route; sweep removes those of dead labs.

start_time() { # of a process: tells it from a later one with the same id
  local stat
  stat=$(cat "/proc/$1/stat" 2>/dev/null) || return 1
  set -- ${stat##*) }
  [ "$1" != Z ] && echo "${20}"
}

alive() { # FILE with "PID START_TIME NAMESPACE"
  local pid start
  read -r pid start _ 2>/dev/null <"$1" || return 1
  [ "$(start_time "$pid")" = "$start" ]
}

check() {
  local missing=() tool
  [ "$(id -u)" = 0 ] || { echo "not root"; return 1; }
  for tool in ip nsenter setpriv unshare ssh-keygen pkill perl mount; do
    type -P "$tool" >/dev/null || missing+=("$tool")
  done
  [ -x /usr/sbin/sshd ] || missing+=(sshd)
  [ ${#missing[@]} = 0 ] || { echo "missing programs: ${missing[*]}"; return 1; }
  unshare --net --mount --uts --pid --fork --mount-proc \
    sh -c 'ip link add dlx type veth peer name dly && mount -t tmpfs tmpfs /mnt' 2>/dev/null \
    || { echo "no right to make namespaces, interfaces and mounts (CAP_SYS_ADMIN, CAP_NET_ADMIN)"; return 1; }
}

lab_up() { # [DIR] [OWNER_PID]
  LAB=$1
  [ -n "$LAB" ] || LAB=$(mktemp -d "${TMPDIR:-/tmp}/duplex-lab-XXXXXX")
  LAB=$(readlink -m -- "$LAB")
  mkdir -p "$LAB/run"
  : >"$LAB/run/log"
  mkfifo "$LAB/run/hold" 2>/dev/null || [ -p "$LAB/run/hold" ]
  setsid "$HERE/lab" hold "$LAB" "${2:-forever}" 0<>"$LAB/run/hold" >"$LAB/run/log" 2>&1 &
  local warden=$!
  until [ -s "$LAB/run/ready" ]; do
    kill -0 $warden 2>/dev/null || { wait $warden; die "the lab did not come up (said above)"; }
    [ ! -e "$LAB/run/log" ] || ! grep -h '^lab:' "$LAB/run/log" >&2 || true
    sleep 0.05
  done
  echo "$LAB"
  cat "$LAB/run/ready"
}

lab_hold() { # [OWNER_PID|forever]
  local why owner=${1:-}
  why=$(check) || die "cannot run here: $why"
  [ ! -e "$LAB/run/warden" ] || ! alive "$LAB/run/warden" || die "a lab is up in $LAB"
  umask 022
  mkdir -p "$LAB/run"
  chmod 700 "$LAB"
  echo "$$ $(start_time $$) $(readlink /proc/self/ns/pid)" >"$LAB/run/warden"
  sweep
  trap 'exit 143' TERM INT HUP
  trap lab_gone EXIT
  make_keys
  boot_host a
  boot_host b
  claim_network
  join_hosts
  sshd_start a
  sshd_start b
  echo "ready $N $(host_pid a) $(host_pid b)" >"$LAB/run/ready.new"
  mv "$LAB/run/ready.new" "$LAB/run/ready"
  cat "$LAB/run/ready"
  await_end "$owner"
}

await_end() { # until standard input ends or the owner is gone
  local line status start=
  case $1 in '' | forever) ;; *) start=$(start_time "$1") || return 0 ;; esac
  while :; do
    status=0
    read -r -t 1 line || status=$?
    [ $status -eq 0 ] || [ $status -gt 128 ] || return 0
    [ -z "$start" ] || [ "$(start_time "$1")" = "$start" ] || return 0
  done
}

lab_gone() {
  trap '' TERM INT HUP
  set +e
  local x
  drop_network
  for x in a b; do
    [ -s "$LAB/run/$x.unshare" ] && kill -KILL "$(cat "$LAB/run/$x.unshare")" 2>/dev/null
  done
  wait
  rm -rf --one-file-system -- "$LAB"
}

lab_down() {
  local pid
  if [ -e "$LAB/run/warden" ] && alive "$LAB/run/warden"; then
    read -r pid _ <"$LAB/run/warden"
    kill -TERM "$pid"
    while [ -e "$LAB/run/warden" ] && alive "$LAB/run/warden"; do sleep 0.05; done
  fi
  [ ! -e "$LAB/run/warden" ] || rm -rf --one-file-system -- "$LAB"
}

sweep() { # what labs with a dead warden left: their directory beside this one's, and their network
  local dir net
  for dir in "$(dirname "$LAB")"/duplex-lab-*; do
    [ -e "$dir/run/warden" ] && [ -O "$dir/run/warden" ] || continue
    # a process id of another container says nothing here
    grep -qF "$(readlink /proc/self/ns/pid)" "$dir/run/warden" || continue
    # renaming it makes it ours alone; its number is not free before its route is gone
    alive "$dir/run/warden" || ! mv -T "$dir" "$dir.dead" 2>/dev/null || bury "$dir.dead"
  done
  # those of labs elsewhere, or whose directory was removed
  for net in $(ip -4 route show type unreachable | grep -o '10\.77\.[0-9]*\.0/24'); do
    dir=${net#10.77.}
    [ -e "/sys/class/net/dl${dir%%.*}a" ] || ip route del unreachable "$net" 2>/dev/null || true
  done
}

bury() ( # DIR of a dead lab
  LAB=$1
  ! [ -s "$LAB/run/number" ] || N=$(cat "$LAB/run/number")
  set +e
  drop_network
  rm -rf --one-file-system -- "$LAB"
)
