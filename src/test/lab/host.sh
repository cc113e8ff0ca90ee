# One host: a first process (keeper.sh) with network, mount, UTS and process namespaces of its own.

host_pid() { cat "$LAB/run/$1.pid"; }

in_host() { # HOST CMD... as root; the command dies with its caller (replace=exec: it is the caller)
  local x=$1
  shift
  ${replace:-} nsenter --target "$(host_pid "$x")" --mount --uts --net --pid \
    setpriv --pdeathsig KILL env -i HOME=/root PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin "$@"
}

as_user() { # HOST USER CMD...
  local x=$1 user=$2
  shift 2
  [ "$user" != root ] || { in_host "$x" "$@"; return; }
  [ -n "$(uid_of "$x" "$user")" ] || die "tgt-$x has no user $user"
  in_host "$x" setpriv --reuid "$user" --regid "$user" --init-groups --pdeathsig KILL \
    env -i --chdir="/home/$user" HOME="/home/$user" USER="$user" LOGNAME="$user" SHELL=/bin/bash \
    PATH=/usr/local/bin:/usr/bin:/bin \
    sh -c 'umask 002; exec "$@"' "$user" "$@"
}

boot_host() { # HOST
  local x=$1 parent tries=0
  mkdir -p "$LAB/$x/home" "$LAB/$x/root" "$LAB/$x/log" "$LAB/$x/tmp" "$LAB/$x/run"
  chmod 1777 "$LAB/$x/tmp"
  make_etc "$x"
  make_trees "$x"
  setpriv --pdeathsig KILL \
    unshare --net --mount --uts --pid --fork --kill-child=KILL --mount-proc --propagation private \
    bash "$HERE/keeper.sh" "$x" "$LAB" </dev/null >>"$LAB/run/$x.boot.log" 2>&1 &
  parent=$!
  echo $parent >"$LAB/run/$x.unshare"
  until [ -e "$LAB/$x/up" ]; do
    kill -0 $parent 2>/dev/null && [ $((tries += 1)) -lt 400 ] || { cat "$LAB/run/$x.boot.log" >&2; die "tgt-$x did not boot"; }
    sleep 0.025
  done
  pgrep -P $parent >"$LAB/run/$x.pid"
}

sshd_start() { # HOST
  in_host "$1" sh -c 'mkdir -p -m 755 /run/sshd; exec setpriv --pdeathsig clear /usr/sbin/sshd -E /var/log/sshd.log'
}

sshd_stop() { # HOST: the listener and every open session
  in_host "$1" sh -c 'pkill -KILL "^sshd"; while pgrep "^sshd" >/dev/null; do sleep 0.02; done' || true
}

sshd_restart() { sshd_stop "$1"; sshd_start "$1"; }

host_off() { # HOST: as when its power goes; its peers hear nothing of it
  local link
  for link in $(links_of "$1"); do cut_link "$link" silent; done
  # kill -1 spares only the first process and the shell itself
  in_host "$1" bash -c 'kill -KILL -1'
}

host_on() { # HOST
  local link
  cat /proc/sys/kernel/random/uuid >"$LAB/$1/boot_id"
  sshd_start "$1"
  for link in $(links_of "$1"); do heal_link "$link"; done
}

mount_small() { # HOST PATH SIZE [INODES]
  in_host "$1" bash -euc '
    at=/run/small.$$
    mkdir "$at"
    mount -t tmpfs -o "size=$2,nr_inodes=${3:-0},mode=700" tmpfs "$at"
    cp -a -- "$1/." "$at/" || { umount "$at"; exit 1; }
    chmod --reference "$1" "$at"
    mount --move "$at" "$1"
    rmdir "$at"' mount "${@:2}"
}

hide_command() { # HOST COMMAND: an overlay over its directory, with the name taken out
  in_host "$1" bash -euc '
    name=$1
    dir=$(dirname "$(readlink -f "$(type -P "$name")")")
    if ! mountpoint -q "$dir"; then
      layer=/run/hidden.$(echo "$dir" | tr / _)
      mkdir -p "$layer/up" "$layer/work"
      mount -t overlay hidden -o "lowerdir=$dir,upperdir=$layer/up,workdir=$layer/work" "$dir"
    fi
    rm -f -- "$dir/$name"
    ! type -P "$name" >/dev/null' hide "$2"
}

show_commands() { # HOST: all that were hidden
  in_host "$1" sh -c 'while read -r what at rest; do [ "$what" != hidden ] || umount -l "$at"; done </proc/mounts; rm -rf /run/hidden.*'
}
