# Staged files that come from elsewhere: from another program's staging directory, or copied from a
# version.

sub op_make_staging {
    my ($tree) = @_;
    my $name = get_name();
    mkdir_at($tree->{temp}, $name, 0700) or refuse('TEMP_DIR_DENIED', "$tree->{temp_path}/$name can't be made: $!");
    return put_str("$tree->{temp_path}/$name");
}

sub op_remove_staging {
    my ($tree) = @_;
    remove_all($tree->{temp}, get_name());
    return '';
}

# Removes a name and all below it, never through a link. Returns 1 if it is gone.
sub remove_all {
    my ($dir, $name) = @_;
    return 1 if unlink_at($dir, $name) || $! == Errno::ENOENT();
    return 1 if rmdir_at($dir, $name);
    my $fd = openat($dir, $name, $O_DIRECTORY | $O_NOFOLLOW);
    return 0 if $fd < 0;
    sys('fchmod', $fd + 0, 0700);
    remove_all($fd, $_) for names_in($fd);
    close_fd($fd);
    return rmdir_at($dir, $name);
}

sub names_in {
    my ($fd) = @_;
    opendir(my $dh, proc_fd($fd)) or return ();
    my @names = grep { $_ ne '.' && $_ ne '..' } readdir $dh;
    closedir $dh;
    return @names;
}

# Walks below one of our own directories; the descriptor is the caller's.
sub walk_own {
    my ($from, $path) = @_;
    my $fd = openat($from, '.', O_PATH | $O_DIRECTORY);
    for my $name (split m{/}, $path) {
        my $next = open_dir($fd, $name);
        close_fd($fd);
        return undef if $next < 0;
        $fd = $next;
    }
    return $fd;
}

sub split_path {
    my ($path) = @_;
    my $slash = rindex($path, '/');
    return $slash < 0 ? ('', $path) : (substr($path, 0, $slash), substr($path, $slash + 1));
}

sub child_adopt {
    my ($tree, $id, $fh) = @_;
    my $staging = get_name();
    my @files = map { { file => get_path(), ask => get_ask(), hash => take(32) } } 1 .. get_u32();
    forget_dirs($tree);
    while (my @some = splice(@files, 0, 100)) {
        for my $file (@some) {
            my ($up, $name) = split_path($file->{file});
            $file->{up} = walk_own($tree->{temp}, $up eq '' ? $staging : "$staging/$up");
            $file->{name} = $name;
            $file->{fd} = defined $file->{up} ? open_read($file->{up}, $name) : -1;
            $file->{why} = "$!" if $file->{fd} < 0;
        }
        my @open = grep { $_->{fd} >= 0 } @some;
        my @hashes = hash_fds(map { $_->{fd} } @open);
        $open[$_]{found} = $hashes[$_] for 0 .. $#open;
        send_all($fh, frame('d', $id, adopt_one($tree, $_))) for @some;
    }
    send_all($fh, frame('a', $id, ''));
    return;
}

sub adopt_one {
    my ($tree, $file) = @_;
    my $outcome = eval {
        die "$file->{why}\n" if $file->{fd} < 0;
        my $stat = stat_fd($file->{fd});
        die "it is no file of its own\n" if kind_of($stat) ne 'f' || $stat->[NLINK] != 1 || $stat->[UID] != $>;
        die "its content is not what the source has\n" if !defined $file->{found} || $file->{found} ne $file->{hash};
        my @lost = apply_place($tree, $file->{ask}, $file->{fd});
        rename_new($file->{up}, $file->{name}, $tree->{temp}, $file->{ask}{name}) or die "can't be staged: $!\n";
        my $staged = statat($tree->{temp}, $file->{ask}{name});
        die "it was exchanged meanwhile\n" unless $staged && $staged->[INO] == $stat->[INO];
        staged_record($tree, $file->{ask}{name}, @lost);
    };
    my $why = $@;
    close_fd($file->{fd});
    close_fd($file->{up});
    chomp $why;
    return defined $outcome ? $outcome : failed($why);
}

sub version_place {
    my ($tree, $version) = @_;
    my ($up, $name) = split_path($version);
    return (walk_own($tree->{versions}, $up), $name);
}

# A copy, never a link: what still writes to the version must not write into the tree.
sub child_restore {
    my ($tree, $id, $fh) = @_;
    my $version = get_version();
    my $ask = get_ask();
    forget_dirs($tree);
    send_answer($fh, $id, restore_one($tree, $version, $ask));
    return;
}

sub restore_one {
    my ($tree, $version, $ask) = @_;
    my ($dir, $name) = version_place($tree, $version);
    my $stat = defined $dir ? statat($dir, $name) : undef;
    return failed("the version is not there: $!") unless $stat;
    if (kind_of($stat) eq 'l') {
        $ask->{source}{kind} = 'l';
        $ask->{source}{target} = readlink_at($dir, $name);
        return stage_other($tree, $ask);
    }
    return failed('the version is no file') if kind_of($stat) ne 'f';
    my $from = open_read($dir, $name);
    return failed("the version can't be read: $!") if $from < 0;
    my $file = { ask => $ask };
    my $to = $file->{fd} = new_stage_fd($tree, $ask->{name});
    return failed("can't be staged: $!", disk_full()) if $to < 0;
    $file->{made} = 1;
    my $why = copy_fd($from, $to);
    close_fd($from);
    my $full = disk_full();
    my @lost = $why eq '' ? eval { apply_place($tree, $ask, $to) } : ();
    $why = $@ if $why eq '';
    if ($why ne '') { drop_stage($tree, $file); return failed($why, $full) }
    close_fd($to);
    return staged_record($tree, $ask->{name}, @lost);
}

sub copy_fd {
    my ($from, $to) = @_;
    my ($part, $size) = ('', 0);
    while (1) {
        my $n = POSIX::read($from, $part, BLOCK);
        return "can't be read: $!" unless defined $n;
        last if $n == 0;
        $size += $n;
        return "can't be written: $!" unless write_sparse($to, substr($part, 0, $n));
    }
    return sys('ftruncate', $to + 0, $size + 0) == 0 ? '' : "can't be written: $!";
}
