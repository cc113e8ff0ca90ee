# What is found out about a root by probes in the pair's own directory (and by looks at the root).

sub probe_file {
    my ($tree, $name) = @_;
    unlink_at($tree->{temp}, $name);
    my $fd = openat($tree->{temp}, $name, O_CREAT | O_EXCL | O_WRONLY | $O_NOFOLLOW, 0600);
    return $fd if $fd >= 0;
    refuse('TEMP_DIR_DENIED', "no file can be made in $tree->{temp_path}: $!; free space or inodes there,"
            . ' or name another tempDir in the job file');
}

# Whatever lies between the two, only a rename tells whether one can go to the other.
sub probe_versions {
    my ($tree) = @_;
    my $name = "probe-$$-4";
    for my $place (qw(versions parked)) {
        close_fd(probe_file($tree, $name));
        my $done = rename_new($tree->{temp}, $name, $tree->{$place}, $name);
        my $why = "$!";
        unlink_at($done ? $tree->{$place} : $tree->{temp}, $name);
        next if $done;
        my $where = readlink proc_fd($tree->{$place});
        refuse('TEMP_DIR_ON_OTHER_MOUNT', "no file can be moved from $tree->{temp_path} to $where ($why): replaced"
                . ' files could not be kept; let both lie on one file system and subvolume with the root, '
                . ($place eq 'versions' ? 'or write another versionsDir' : 'with nothing mounted in between'));
    }
    return;
}

sub probe_calls {
    my ($tree) = @_;
    my $dir = $tree->{temp};
    my @names = map { "probe-$$-$_" } 1 .. 2;
    close_fd(probe_file($tree, $_)) for @names;
    $tree->{exchange} = exchange($dir, $names[0], $dir, $names[1])
        && !rename_flags($dir, $names[0], $dir, $names[1], NOREPLACE)
        && $! == Errno::EEXIST();
    $tree->{hardlinks} = link_at($dir, $names[0], $dir, "probe-$$-3");
    my $fd = openat($dir, $names[0], O_WRONLY | $O_NOFOLLOW);
    $tree->{tick} = tick_of($fd);
    $tree->{xattr} = set_xattr($fd, 'user.duplex', '1') ? 1 : 0;
    close_fd($fd);
    $tree->{folds} = statat($dir, uc $names[0]) ? 1 : 0;
    unlink_at($dir, $_) for @names, "probe-$$-3";
    push @{ $tree->{warnings} }, 'this file system or kernel has no atomic exchange (renameat2): a replaced file'
        . ' is linked aside before the rename, and a change in between by another program would be replaced unseen'
        unless $tree->{exchange};
    return;
}

# In nanoseconds: what is stored, but not finer than the kernel's clock for time stamps.
sub tick_of {
    my ($fd) = @_;
    my $stored = 1;
    if (set_mtime_fd($fd, 1000000001, 999999999)) {
        my $stat = stat_fd($fd);
        my $lost = 999999999 - $stat->[MNS];
        $stored = $lost == 0 ? 1 : $lost < 100 ? 100 : $lost < 1000 ? 1000 : $lost < 1000000 ? 1000000 : 1000000000;
        $stored = 2000000000 if $stat->[MTIME] != 1000000001;
    }
    my $b = "\0" x 16;
    my $clock = 10000000;
    if (sys('clock_getres', 5, $b) == 0) {
        my ($s, $ns) = unpack('q q', $b);
        $clock = $s * 1000000000 + $ns;
    }
    return $stored > $clock ? $stored : $clock;
}

# Two names that differ in case: asked of names that are in the root already.
sub folds_case {
    my ($tree) = @_;
    return 1 if $tree->{folds};
    opendir(my $dh, proc_fd($tree->{root})) or return 0;
    my %names;
    while (defined(my $name = readdir $dh)) {
        $names{$name} = 1;
        last if keys %names >= 1000;
    }
    closedir $dh;
    for my $name (keys %names) {
        (my $other = $name) =~ tr/a-zA-Z/A-Za-z/;
        next if $other eq $name || $names{$other};
        my ($x, $y) = (statat($tree->{root}, $name), statat($tree->{root}, $other));
        return $x && $y && $x->[INO] == $y->[INO] ? 1 : 0;
    }
    return 0;
}

sub tree_facts {
    my ($tree) = @_;
    my $b = "\0" x 256;
    my @fs = sys('fstatfs', $tree->{root} + 0, $b) == 0 ? unpack('q q Q Q Q Q Q', $b) : (0) x 7;
    my $acl = defined get_xattr($tree->{root}, 'system.posix_acl_access') || $! == Errno::ENODATA() ? 1 : 0;
    my $selinux = -e '/sys/fs/selinux/enforce' && defined get_xattr($tree->{root}, 'security.selinux') ? 1 : 0;
    my ($dot, $two) = (".\0", 2 | 1);
    my $writable = sys('faccessat', $tree->{root} + 0, $dot, $two) == 0 ? 1 : 0;
    my @mounts = sort keys %{ $tree->{mounts} };
    $#mounts = 999 if @mounts > 1000;
    return join('',
        put_str($tree->{root_path}), pack('Q> Q>', @{ $tree->{stat} }[DEV, INO]), put_str($tree->{type}),
        put_str($tree->{temp_path}), put_str($tree->{versions_path}),
        pack('q> C C C C C C', $tree->{tick}, $tree->{exchange} ? 1 : 0, $tree->{hardlinks} ? 1 : 0, folds_case($tree) ? 0 : 1, $acl,
            $tree->{xattr}, $selinux),
        pack('q> q>', $fs[4] * $fs[1], $fs[6]),
        pack('N', scalar @mounts), (map { put_str($_) } @mounts),
        pack('C', $writable), pack('N', scalar @{ $tree->{warnings} }),
        (map { put_str($_) } @{ $tree->{warnings} }));
}
