#!/bin/bash
# usage: keeper.sh a|b LAB    the first process of a test host, started in its namespaces by host.sh
# It makes the host's own view of the file system and then stays: all else on the host dies with it.
set -eu
x=$1 lab=$2 own=$2/$1
for file in passwd group shadow gshadow hostname nsswitch.conf; do
  [ ! -e "/etc/$file" ] || mount --bind "$own/etc/$file" "/etc/$file"
done
mount --bind "$own/etc/ssh" /etc/ssh
mount --bind "$own/home" /home
mount --bind "$own/root" /root
mount --bind "$own/log" /var/log
: >"$own/hosts"
mount --bind "$own/hosts" /etc/hosts
# a boot id of its own, so that a reboot can be told
cat /proc/sys/kernel/random/uuid >"$own/boot_id"
mount --bind "$own/boot_id" /proc/sys/kernel/random/boot_id
mount -t tmpfs -o mode=755 tmpfs /run
hostname "tgt-$x.host.local"
: >"$own/up.new"
mv "$own/up.new" "$own/up"
# last: the lab's directory may lie below /tmp
mount --bind "$own/tmp" /tmp
cd /
# bash reaps what is orphaned here; "off" kills the sleep, never the loop
while :; do
  sleep infinity &
  wait $! || true
done
