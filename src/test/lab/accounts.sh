# The accounts, homes and keys of two-way-lsyncd.md. They exist inside the hosts only: passwd, group
# and shadow are private files. User ids differ between the hosts on purpose.

accounts() { case $1 in a) echo webmgr:7001 ;; b) echo webmgr:7101 imgcms:7102 cgicms:7103 ;; esac; }
users() { local u; for u in $(accounts "$1"); do echo "${u%%:*}"; done; }
uid_of() { local u; for u in $(accounts "$1"); do [ "${u%%:*}" != "$2" ] || echo "${u##*:}"; done; }

make_etc() { # HOST: the private files below $LAB/HOST/etc
  local x=$1 etc=$LAB/$1/etc u members
  mkdir -p "$etc/ssh/ssh_config.d" "$etc/ssh/sshd_config.d"
  awk -F: '$3 < 1000 || $3 == 65534' /etc/passwd >"$etc/passwd"
  awk -F: -v OFS=: '$3 < 1000 || $3 == 65534 { $4 = ""; print }' /etc/group >"$etc/group"
  grep -q ^sshd: "$etc/passwd" || echo 'sshd:x:7000:65534::/run/sshd:/usr/sbin/nologin' >>"$etc/passwd"
  for u in $(accounts "$x"); do
    echo "${u%%:*}:x:${u##*:}:${u##*:}::/home/${u%%:*}:/bin/bash" >>"$etc/passwd"
    # webmgr looks through its links into the two other homes of tgt-b (mode 0710)
    members=
    [ "${u%%:*}" = webmgr ] || members=webmgr
    echo "${u%%:*}:x:${u##*:}:$members" >>"$etc/group"
  done
  sed 's/:.*/:*:19000:0:99999:7:::/' "$etc/passwd" >"$etc/shadow"
  sed 's/:.*/:*::/' "$etc/group" >"$etc/gshadow"
  chmod 640 "$etc/shadow" "$etc/gshadow"
  echo "tgt-$x.host.local" >"$etc/hostname"
  printf '%s\n' 'passwd: files' 'group: files' 'shadow: files' 'hosts: files dns' >"$etc/nsswitch.conf"
  make_ssh_etc "$x" "$etc/ssh"
}

make_ssh_etc() { # HOST DIR: as Debian's package leaves it, limits untouched
  install -m 600 "$LAB/keys/host-$1-ed25519" "$2/ssh_host_ed25519_key"
  install -m 600 "$LAB/keys/host-$1-ecdsa" "$2/ssh_host_ecdsa_key"
  [ ! -e /etc/ssh/moduli ] || cp /etc/ssh/moduli "$2/moduli"
  cat >"$2/sshd_config" <<'END'
Include /etc/ssh/sshd_config.d/*.conf
HostKey /etc/ssh/ssh_host_ed25519_key
HostKey /etc/ssh/ssh_host_ecdsa_key
PasswordAuthentication no
KbdInteractiveAuthentication no
UsePAM no
PrintMotd no
Subsystem sftp /usr/lib/openssh/sftp-server
END
  echo 'Include /etc/ssh/ssh_config.d/*.conf' >"$2/ssh_config"
}

make_keys() {
  local x keys=$LAB/keys
  mkdir -p "$keys"
  ssh-keygen -q -t ed25519 -N '' -C operator -f "$keys/operator.key"
  for x in a b; do
    ssh-keygen -q -t rsa -b 2048 -N '' -C "tgt-$x-sync" -f "$keys/tgt-$x-sync-rsa2048.key" &
    ssh-keygen -q -t ed25519 -N '' -C "tgt-$x" -f "$keys/host-$x-ed25519"
    ssh-keygen -q -t ecdsa -N '' -C "tgt-$x" -f "$keys/host-$x-ecdsa"
  done
  wait
}

known_hosts() { # one line per host and key
  local x type
  for x in a b; do
    for type in ed25519 ecdsa; do
      echo "tgt-$x.host.local,tgt-$x,$(address $x) $(cut -d' ' -f1,2 "$LAB/keys/host-$x-$type.pub")"
    done
  done
}

make_home() { # HOST USER MODE
  local home=$LAB/$1/home/$2 id peer=b
  id=$(uid_of "$1" "$2")
  [ "$1" = a ] || peer=a
  mkdir -p "$home/.ssh"
  cat "$LAB/keys/operator.key.pub" "$LAB/keys/tgt-$peer-sync-rsa2048.key.pub" >"$home/.ssh/authorized_keys"
  cp "$LAB/keys/tgt-$1-sync-rsa2048.key" "$home/.ssh/"
  echo 'umask 002' >"$home/.bashrc" # as CentOS does for a user with a group of its own
  chmod 600 "$home/.ssh/"*
  chmod 700 "$home/.ssh"
  chown -R "$id:$id" "$home"
  chmod "$3" "$home"
}

make_dirs() { # HOST USER DIR... : below the user's home, mode 0775
  local x=$1 user=$2 id dir
  id=$(uid_of "$1" "$2")
  shift 2
  for dir; do
    mkdir -p "$LAB/$x/home/$user/$dir"
    chmod 775 "$LAB/$x/home/$user/$dir"
    chown "$id:$id" "$LAB/$x/home/$user/$dir"
  done
}

make_trees() { # HOST
  local u id
  if [ "$1" = a ]; then
    make_home a webmgr 700
    make_dirs a webmgr contents contents/images contents/cgi-bins tmpdir tmpdir/imgcms tmpdir/cgicms
    return
  fi
  make_home b webmgr 700
  for u in imgcms cgicms; do make_home b $u 710; done
  make_dirs b webmgr contents
  make_dirs b imgcms images tmpdir
  make_dirs b cgicms cgi-bins tmpdir
  id=$(uid_of b webmgr)
  ln -sfn /home/imgcms/images "$LAB/b/home/webmgr/contents/images"
  ln -sfn /home/cgicms/cgi-bins "$LAB/b/home/webmgr/contents/cgi-bins"
  chown -h "$id:$id" "$LAB/b/home/webmgr/contents/"*
}

wipe_host() { # HOST: homes as they were when the lab came up
  show_commands "$1"
  in_host "$1" bash -c '
    awk "\$2 ~ \"^/home/\" { print \$2 }" /proc/mounts | tac | while read -r at; do umount -l "$at"; done
    chattr -R -f -i /home 2>/dev/null
    find /home -mindepth 1 -delete'
  make_trees "$1"
}
