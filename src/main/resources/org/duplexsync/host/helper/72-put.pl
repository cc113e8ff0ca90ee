# The steps that bring content into the tree or take it out.

sub step_put {
    my ($tree, $step, $dir, $name) = @_;
    my $temp = stage_dir($tree, $step->{stage});
    if (!is_staged($temp, $step->{stage}, $step->{staged})) {
        $! = Errno::ENOENT();
        return step_failed('the staged file is gone or was touched');
    }
    return put_new($tree, $step, $temp, $dir, $name) unless $step->{expected};
    my $amiss = check_at($tree, $dir, $name, $step->{expected}, 1);
    return $amiss if defined $amiss;
    return put_exchange($tree, $step, $temp, $dir, $name) if $tree->{exchange};
    return put_over($tree, $step, $temp, $dir, $name);
}

sub put_new {
    my ($tree, $step, $temp, $dir, $name) = @_;
    if (!rename_new($temp, $step->{stage}, $dir, $name)) {
        return drifted(put_seen_at($tree, $dir, $name), 0) if $! == Errno::EEXIST();
        return step_failed("can't be put in place");
    }
    return done(entry_at($dir, $name)) if is_staged($dir, $name, $step->{staged});
    return drifted(put_seen_at($tree, $dir, $name), 0);
}

sub put_exchange {
    my ($tree, $step, $temp, $dir, $name) = @_;
    if (!exchange($temp, $step->{stage}, $dir, $name)) {
        return drifted(put_seen_at($tree, $dir, $name), 0) if means_absent();
        return step_failed("can't be put in place");
    }
    return keep_old($tree, $step, $temp, $dir, $name)
        if as_planned($tree, $temp, $step->{stage}, $step->{expected}, 0);
    return swap_back($tree, $step, $temp, $dir, $name, undef);
}

# The old entry came out as planned: it is the version; an empty directory just goes.
sub keep_old {
    my ($tree, $step, $temp, $dir, $name) = @_;
    if ($step->{expected}{kind} eq 'd') {
        return done(entry_at($dir, $name)) if rmdir_at($temp, $step->{stage});
        my $full = $! == Errno::ENOTEMPTY() || $! == Errno::EEXIST();
        return swap_back($tree, $step, $temp, $dir, $name, $full ? 'E' : step_failed("can't remove the directory"));
    }
    my $kept = to_version($tree, $temp, $step->{stage}, $step->{version});
    return done(entry_at($dir, $name), $kept) if defined $kept;
    return swap_back($tree, $step, $temp, $dir, $name, step_failed("the version can't be kept"));
}

# Moves something out of the temp dir to its version name; its entry, undef if it can't go there.
sub to_version {
    my ($tree, $from, $name, $version) = @_;
    my ($dir, $new) = version_dir($tree, $version);
    return undef unless defined $dir && move_out($from, $name, $dir, $new);
    return entry_at($dir, $new);
}

# A directory that changes its parent must be writable: one of ours is made so.
sub move_out {
    my ($from, $name, $dir, $new) = @_;
    return 1 if rename_new($from, $name, $dir, $new);
    return 0 if $! != Errno::EACCES();
    my $fd = open_dir($from, $name);
    if ($fd < 0) { $! = Errno::EACCES(); return 0 }
    my ($path, $stat) = (proc_fd($fd) . "\0", stat_fd($fd));
    my $opened = sys('fchmodat', AT_FDCWD, $path, ($stat->[MODE] & 07777 | 0700) + 0) == 0;
    my $done = $opened && rename_new($from, $name, $dir, $new);
    my $why = $! + 0;
    sys('fchmodat', AT_FDCWD, $path, ($stat->[MODE] & 07777) + 0) if $opened;
    close_fd($fd);
    $! = $done ? 0 : $why || Errno::EACCES();
    return $done;
}

# Keeps what nobody planned, under the version's name or a free one beside it. If the versions don't
# take it it is put where no clean-up goes; if that fails too it stays, and a sweep finds it. Returns
# where it is: a version's name, or parked/NAME or tmp/NAME.
sub rescue {
    my ($tree, $from, $name, $version) = @_;
    my ($dir, $new) = version_dir($tree, defined $version ? $version : "lost-$name");
    my $run = defined $version && $version =~ m{\A(.*)/} ? "$1/" : '';
    for my $try (defined $dir ? ($new, map { substr($new, 0, 60) . "-$_" } 1 .. 9) : ()) {
        return "$run$try" if move_out($from, $name, $dir, $try);
        last if $! != Errno::EEXIST();
    }
    return "parked/$name" if $from == $tree->{parked} || move_out($from, $name, $tree->{parked}, $name);
    return "tmp/$name";
}

# What came out is not what was planned: back with it. Then the staged file must have come out
# again; if somebody wrote to it or replaced it in between, that is kept as a version.
sub swap_back {
    my ($tree, $step, $temp, $dir, $name, $outcome) = @_;
    if (!exchange($temp, $step->{stage}, $dir, $name)) {
        # the name is gone: what was taken from it is put back, unless a newer one is there
        if (rename_new($temp, $step->{stage}, $dir, $name)) {
            return $outcome || drifted(put_seen_at($tree, $dir, $name), 0);
        }
    }
    my $kept;
    if (statat($temp, $step->{stage}) && !is_staged($temp, $step->{stage}, $step->{staged})) {
        $kept = rescue($tree, $temp, $step->{stage}, $step->{version});
    }
    return drifted(put_seen_at($tree, $dir, $name), $kept) if defined $kept || !defined $outcome;
    return $outcome;
}

# Without exchange: the old entry is linked (or copied) to its version, then replaced by a rename.
# A change in between by another program is replaced unseen: the documented window.
sub put_over {
    my ($tree, $step, $temp, $dir, $name) = @_;
    my $expected = $step->{expected};
    if ($expected->{kind} eq 'd') {
        if (!rmdir_at($dir, $name)) {
            return 'E' if $! == Errno::ENOTEMPTY() || $! == Errno::EEXIST();
            return step_failed("can't remove the directory");
        }
        return put_new($tree, $step, $temp, $dir, $name);
    }
    my ($kept_dir, $kept) = version_dir($tree, $step->{version});
    return step_failed("the version can't be kept") unless defined $kept_dir;
    if (!link_at($dir, $name, $kept_dir, $kept)) {
        my $why = copy_aside($dir, $name, $kept_dir, $kept, $expected->{kind});
        return step_failed("the version can't be kept ($why)") if $why ne '';
    }
    my $amiss = check_at($tree, $dir, $name, $expected, 0);
    if (defined $amiss) { unlink_at($kept_dir, $kept); return $amiss }
    if ($step->{staged}{kind} eq 'd' && !unlink_at($dir, $name)) {
        return step_failed("can't be replaced by a directory");
    }
    if (!rename_over($temp, $step->{stage}, $dir, $name)) {
        my $failed = step_failed("can't be put in place");
        if ($step->{staged}{kind} eq 'd') { rename_new($kept_dir, $kept, $dir, $name) }
        else { unlink_at($kept_dir, $kept) }
        return $failed;
    }
    return done(entry_at($dir, $name), entry_at($kept_dir, $kept));
}

# A link can be refused (fs.protected_hardlinks, FAT).
sub copy_aside {
    my ($dir, $name, $to_dir, $to, $kind) = @_;
    if ($kind eq 'l') {
        my $target = readlink_at($dir, $name);
        return defined $target && symlink_at($target, $to_dir, $to) ? '' : "$!";
    }
    my $from = open_read($dir, $name);
    return "$!" if $from < 0;
    my $fd = openat($to_dir, $to, O_CREAT | O_EXCL | O_WRONLY | $O_NOFOLLOW, 0600);
    my $why = $fd < 0 ? "$!" : copy_fd($from, $fd);
    my $stat = stat_fd($from);
    if ($why eq '') {
        sys('fchmod', $fd + 0, ($stat->[MODE] & 01777) + 0);
        set_mtime_fd($fd, $stat->[MTIME], $stat->[MNS]);
    } elsif ($fd >= 0) { unlink_at($to_dir, $to) }
    close_fd($from);
    close_fd($fd);
    return $why;
}

sub step_remove {
    my ($tree, $step, $dir, $name) = @_;
    my $amiss = check_at($tree, $dir, $name, $step->{expected}, 1);
    return $amiss if defined $amiss;
    if ($step->{expected}{kind} eq 'd') { $! = Errno::EISDIR(); return step_failed('it is a directory') }
    my ($kept_dir, $kept) = version_dir($tree, $step->{version});
    return step_failed("the version can't be kept") unless defined $kept_dir;
    if (!rename_new($dir, $name, $kept_dir, $kept)) {
        return drifted(put_seen_at($tree, $dir, $name), 0) if means_absent();
        return step_failed("can't be removed");
    }
    return done(undef, entry_at($kept_dir, $kept)) if as_planned($tree, $kept_dir, $kept, $step->{expected}, 0);
    my $back = rename_new($kept_dir, $kept, $dir, $name);
    return drifted(put_seen_at($tree, $dir, $name), $back ? undef : $step->{version});
}

# By an opened descriptor of that very inode: never through a link, whatever happens to the path.
sub step_metadata {
    my ($tree, $step, $dir, $name) = @_;
    my $planned = $step->{expected};
    my $fd = openat($dir, $name, O_PATH | $O_NOFOLLOW);
    return means_absent() ? drifted('A', 0) : step_failed("can't be opened") if $fd < 0;
    my $outcome = differs($tree, stat_fd($fd), $planned, 1)
        ? drifted(put_seen_at($tree, $dir, $name), 0) : set_metadata($tree, $step, $fd, $dir, $name);
    $outcome ||= done(entry_at($dir, $name));
    close_fd($fd);
    return $outcome;
}

sub set_metadata {
    my ($tree, $step, $fd, $dir, $name) = @_;
    my ($fields, $values, $link) = ($step->{fields}, $step->{values}, $step->{expected}{kind} eq 'l');
    my $path = proc_fd($fd) . "\0";
    my $n = "$name\0";
    my $any = 0xffffffff;
    my ($uid, $gid) = ($any, $any);
    if ($fields & 4) { $uid = uid_of($values->{owner}); $! = Errno::EINVAL(); return step_failed("the owner $values->{owner} is not known here") unless defined $uid }
    if ($fields & 8) { $gid = gid_of($values->{group}); $! = Errno::EINVAL(); return step_failed("the group $values->{group} is not known here") unless defined $gid }
    if ($fields & 12) {
        my $done = $link ? sys('fchownat', $dir + 0, $n, $uid + 0, $gid + 0, AT_NOFOLLOW)
            : sys('fchownat', AT_FDCWD, $path, $uid + 0, $gid + 0, 0);
        return step_failed("can't change owner or group") if $done != 0;
    }
    if (($fields & 2) && !$link) {
        my $mode = file_mode($tree, $values->{mode});
        $mode |= $step->{expected}{mode} & 06000 unless $tree->{ids};
        return step_failed("can't change the mode") if sys('fchmodat', AT_FDCWD, $path, $mode + 0) != 0;
    }
    if ($fields & 1) {
        my $times = pack('q q q q', 0, 0x3ffffffe, $values->{mtime}, $values->{mns});
        my $done = $link ? sys('utimensat', $dir + 0, $n, $times, AT_NOFOLLOW) : sys('utimensat', AT_FDCWD, $path, $times, 0);
        return step_failed("can't change the mtime") if $done != 0;
        if (!$link && !holds_time(stat_fd($fd), @$values{qw(mtime mns)})) {
            $times = pack('q q q q', 0, 0x3ffffffe, @{ $step->{expected} }{qw(mtime mns)});
            sys('utimensat', AT_FDCWD, $path, $times, 0);
            $! = Errno::ERANGE();
            return step_failed(cannot_hold($values->{mtime}));
        }
    }
    return undef;
}
