# The network: three veth pairs, operator-a, operator-b and a-b, with host routes only. The operator
# is this machine: 10.77.N.254; the hosts are 10.77.N.1 and 10.77.N.2. N is the first free number,
# claimed by creating the interface of that name.

address() { case $1 in a) echo "10.77.$N.1" ;; b) echo "10.77.$N.2" ;; op) echo "10.77.$N.254" ;; esac; }
known_link() { case $1 in a-b | op-a | op-b) ;; *) die "no link '$1': a-b, op-a or op-b" ;; esac; }
links_of() { echo a-b "op-$1"; }

in_net() { # a|b|op CMD...: this machine's programs in that network
  local x=$1
  shift
  if [ "$x" = op ]; then "$@"; else nsenter --target "$(host_pid "$x")" --net "$@"; fi
}

device() { # LINK END: the interface of that link at that end
  case $1/$2 in
    a-b/*) echo peer ;;
    op-?/op) echo "dl$N${1#op-}" ;;
    op-?/*) echo op ;;
  esac
}
relay_device() { case $2 in op) echo "dl${N}t${1#op-}" ;; *) echo "t$(device "$1" "$2")" ;; esac; }

claim_network() {
  local first=$((RANDOM % 250)) i
  for i in $(seq 0 249); do
    N=$(((first + i) % 250 + 1))
    [ -z "$(ip -4 route show root "10.77.$N.0/24")" ] || continue
    ip link add "dl${N}a" type veth peer name op netns "$(host_pid a)" 2>"$LAB/run/claim.log" || continue
    # never out by the machine's default route, whatever happens to the links
    ip route add unreachable "10.77.$N.0/24"
    echo $N >"$LAB/run/number"
    return
  done
  die "no free network: $(cat "$LAB/run/claim.log")"
}

join_hosts() {
  local x
  ip link add "dl${N}b" type veth peer name op netns "$(host_pid b)"
  ip link add peer netns "$(host_pid a)" type veth peer name peer netns "$(host_pid b)"
  for x in a b; do
    in_net $x ip link set lo up
    in_net $x ip addr add "$(address $x)/32" dev lo
    ip addr add "$(address op)/32" dev "dl$N$x"
    { echo 127.0.0.1 localhost; echo "$(address a) tgt-a.host.local tgt-a"; echo "$(address b) tgt-b.host.local tgt-b"; } >"$LAB/$x/hosts"
    known_hosts >"$LAB/$x/etc/ssh/ssh_known_hosts"
  done
  known_hosts >"$LAB/keys/known_hosts"
  for x in a-b op-a op-b; do heal_link $x; done
}

drop_network() {
  local x
  for x in "$LAB"/run/*.relay; do [ ! -s "$x" ] || kill -KILL "$(cat "$x")" 2>/dev/null; done
  [ -n "${N:-}" ] || return 0
  ip link del "dl${N}a" 2>/dev/null
  ip link del "dl${N}b" 2>/dev/null
  ip route del unreachable "10.77.$N.0/24" 2>/dev/null
}

relay_running() { [ -s "$LAB/run/$1.relay" ] && kill -0 "$(cat "$LAB/run/$1.relay")" 2>/dev/null; }

each_end() { # LINK FUNCTION: called as FUNCTION LINK END OTHER
  "$2" "$1" "${1%-*}" "${1#*-}"
  "$2" "$1" "${1#*-}" "${1%-*}"
}

bring_up() { # LINK END OTHER
  local dev
  dev=$(device "$1" "$2")
  in_net "$2" ip link set "$dev" up
  in_net "$2" ip neigh del "$(address "$3")" dev "$dev" 2>/dev/null || true
  if relay_running "$1"; then
    dev=$(relay_device "$1" "$2")
    in_net "$2" ip link set "$dev" up mtu 1500
  fi
  in_net "$2" ip route replace "$(address "$3")/32" dev "$dev" src "$(address "$2")"
}

await_up() { # LINK END OTHER: the kernel drops packets until it has noticed, up to a second later
  local dev tries=0
  dev=$(device "$1" "$2")
  until in_net "$2" ip -o link show dev "$dev" | grep -q ' state UP '; do
    [ $((tries += 1)) -lt 200 ] || die "$dev of $2 does not come up"
    sleep 0.02
  done
}

take_down() { # LINK END OTHER
  in_net "$2" ip link set "$(device "$1" "$2")" down
  ! relay_running "$1" || in_net "$2" ip link set "$(relay_device "$1" "$2")" down
}

mislead() { # LINK END OTHER: frames go to an address that nobody has
  in_net "$2" ip neigh replace "$(address "$3")" lladdr 02:00:00:00:00:99 nud permanent dev "$(device "$1" "$2")"
}

cut_link() { # LINK silent|down
  echo "$2" >"$LAB/run/$1.cut"
  case $2 in
    down) each_end "$1" take_down ;;
    silent)
      each_end "$1" mislead
      ! relay_running "$1" || kill -USR1 "$(cat "$LAB/run/$1.relay")"
      ;;
    *) die "cut: silent or down" ;;
  esac
}

heal_link() { # LINK
  rm -f "$LAB/run/$1.cut"
  each_end "$1" bring_up
  each_end "$1" await_up
  ! relay_running "$1" || kill -USR2 "$(cat "$LAB/run/$1.relay")"
}

stop_relay() { # LINK
  local pid
  relay_running "$1" || return 0
  pid=$(cat "$LAB/run/$1.relay")
  kill -KILL "$pid" 2>/dev/null || true
  while kill -0 "$pid" 2>/dev/null; do sleep 0.02; done
  rm -f "$LAB/run/$1.relay"
}

adopt_relay() { # LINK END OTHER
  [ "$2" = op ] || ip link set "dl${N}r$2" netns "$(host_pid "$2")" name "$(relay_device "$1" "$2")"
}

delay_link() { # LINK MS: traffic goes through a relay in user space (not every kernel has netem)
  [ ! -e "$LAB/run/$1.cut" ] || die "heal $1 before its delay is changed"
  stop_relay "$1"
  if [ "$2" != 0 ]; then
    start_relay "$1" "$2"
    each_end "$1" adopt_relay
  fi
  heal_link "$1"
}

start_relay() { # LINK MS
  local near far tries=0 pid
  near=dl${N}r${1%-*} far=dl${N}r${1#*-}
  [ "${1%-*}" != op ] || near=$(relay_device "$1" op)
  setsid perl "$HERE/relay.pl" "$near" "$far" "$2" "$(cut -d' ' -f1 "$LAB/run/warden")" </dev/null >"$LAB/run/$1.relay.log" 2>&1 &
  pid=$!
  until [ -e "/sys/class/net/$near" ] && [ -e "/sys/class/net/$far" ]; do
    kill -0 $pid 2>/dev/null && [ $((tries += 1)) -lt 200 ] || { cat "$LAB/run/$1.relay.log" >&2; die "the relay did not start"; }
    sleep 0.025
  done
  echo $pid >"$LAB/run/$1.relay"
}
