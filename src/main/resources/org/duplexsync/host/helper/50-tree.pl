# Opening a root, and the pair's own directories: OWN (0700, below the temp dir) holds tmp (staged
# files), parked (what waits between two moves), versions, the lease and the witness.

sub op_open {
    my %ask;
    $ask{pair} = get_str();
    $ask{root} = get_str();
    $ask{temp} = get_optional(\&get_str);
    $ask{versions} = get_optional(\&get_str);
    $ask{prune_paths} = [map { get_path() } 1 .. get_u32()];
    $ask{prune_names} = [map { get_str() } 1 .. get_u32()];
    $ask{owners} = get_u8();
    $ask{ids} = get_u8();
    my $tree = open_root(\%ask);
    my $number = $NEXT_TREE++;
    eval {
        open_own($tree, \%ask);
        $tree->{facts} = tree_facts($tree);
        1;
    } or do { my $why = $@; close_tree($tree); die $why };
    $TREES{$number} = $tree;
    return pack('N', $number) . $tree->{facts};
}

sub open_root {
    my ($ask) = @_;
    my $root = $ask->{root};
    my $fd = openat(AT_FDCWD, $root, $O_DIRECTORY);
    if ($fd < 0) {
        refuse('ROOT_MISSING', "the root $root does not exist; make it, or correct the job file")
            if $! == Errno::ENOENT();
        refuse('ROOT_NOT_A_DIRECTORY', "the root $root is not a directory") if $! == Errno::ENOTDIR();
        refuse('ROOT_DENIED', "the root $root can't be opened: $!; let " . user_name($<) . ' read and enter it');
    }
    my %own = (root => $fd, stat => stat_fd($fd), dirs => {}, warnings => []);
    my $tree = { map({ $_ => $ask->{$_} } qw(prune_paths prune_names owners ids)), %own };
    $tree->{root_path} = readlink(proc_fd($fd));
    $tree->{root_path} = $root unless defined $tree->{root_path};
    my $name = '.';
    my $n = "$name\0";
    if (sys('faccessat', $fd + 0, $n, 1) != 0) {
        close_fd($fd);
        refuse('ROOT_DENIED', "the root $root can't be entered: $!; let " . user_name($<) . ' search it');
    }
    find_mounts($tree);
    return $tree;
}

sub unescape_mount { my $text = shift; $text =~ s/\\([0-7]{3})/chr oct $1/ge; return $text }

# Mount points below the root, whether the root is one, and the type of its file system.
sub find_mounts {
    my ($tree) = @_;
    $tree->{mounts} = {};
    $tree->{type} = 'unknown';
    open(my $fh, '<', '/proc/self/mountinfo') or return;
    my $root = $tree->{root_path};
    my $below = $root eq '/' ? '/' : "$root/";
    my $best = -1;
    while (my $line = <$fh>) {
        my ($where, $type) = $line =~ m{\A\S+ \S+ \S+ \S+ (\S+) .* - (\S+) } or next;
        $where = unescape_mount($where);
        $tree->{is_mount} = 1 if $where eq $root;
        $tree->{mounts}{ substr($where, length $below) } = 1
            if substr($where, 0, length $below) eq $below && length $where > length $below;
        my $above = $where eq '/' ? '/' : "$where/";
        next if index("$root/", $above) != 0 || length $where < $best;
        ($best, $tree->{type}) = (length $where, $type);
    }
    return;
}

sub open_own {
    my ($tree, $ask) = @_;
    my $given = $ask->{temp};
    my $base = defined $given ? open_given($given) : open_default($tree);
    my $name = defined $given ? "duplex-$ask->{pair}" : $ask->{pair};
    $tree->{own} = own_dir($base, $name, defined $given ? $given : $tree->{base_path});
    close_fd($base);
    if (!defined $given && !inside($tree, $tree->{own}) && !same_mount($tree, $tree->{own})) {
        if (!$tree->{is_mount}) {
            my $home = $tree->{base_path};
            refuse('TEMP_DIR_ON_OTHER_MOUNT', "$home and the root $tree->{root_path} are on different"
                    . ' mounts; write a tempDir into the job file that is on the mount of the root and outside of it');
        }
        close_fd($tree->{own});
        $tree->{own} = own_dir($tree->{root}, '.duplex', $tree->{root_path});
        $tree->{in_root} = 1;
        push @{ $tree->{warnings} }, "the root $tree->{root_path} is a mount point, so temporary files and versions"
            . ' lie in it, as .duplex; keep a web server from serving that directory';
    }
    check_place($tree, $tree->{own}, 'tempDir');
    $tree->{own_path} = readlink proc_fd($tree->{own});
    claim($tree);
    $tree->{temp} = own_dir($tree->{own}, 'tmp', $tree->{own_path});
    $tree->{parked} = own_dir($tree->{own}, 'parked', $tree->{own_path});
    $tree->{temp_path} = "$tree->{own_path}/tmp";
    if (defined $ask->{versions}) {
        my $up = open_given($ask->{versions});
        $tree->{versions} = own_dir($up, "duplex-$ask->{pair}", $ask->{versions});
        close_fd($up);
        check_place($tree, $tree->{versions}, 'versionsDir');
    } else {
        $tree->{versions} = own_dir($tree->{own}, 'versions', $tree->{own_path});
    }
    $tree->{versions_path} = readlink proc_fd($tree->{versions});
    probe_versions($tree);
    probe_calls($tree);
    return;
}

# The directory serves one root: two pairs in it would clean up after one another.
sub claim {
    my ($tree) = @_;
    my $for = slurp_at($tree->{own}, 'root', 8192);
    if (!defined $for) {
        replace_file($tree->{own}, 'root', "$tree->{root_path}\n");
        return;
    }
    return if $for eq "$tree->{root_path}\n";
    chomp $for;
    refuse('TEMP_DIR_DENIED', "$tree->{own_path} is used for the root $for already; give this pair another name or"
            . ' another tempDir (or remove the file "root" in it if that root is no longer kept)');
}

sub open_given {
    my ($path) = @_;
    my $fd = openat(AT_FDCWD, $path, O_PATH | $O_DIRECTORY);
    return $fd if $fd >= 0;
    refuse('TEMP_DIR_DENIED', "the directory $path does not exist; make it with: mkdir -p $path")
        if $! == Errno::ENOENT();
    refuse('TEMP_DIR_DENIED', "the directory $path can't be used: $!; name another in the job file");
}

sub open_default {
    my ($tree) = @_;
    my $home = (getpwuid $<)[7];
    $home = $ENV{HOME} unless defined $home && -d $home;
    refuse('TEMP_DIR_DENIED', 'this account has no home directory; write a tempDir into the job file')
        unless defined $home && -d $home;
    $tree->{base_path} = "$home/.duplex";
    my $up = open_given($home);
    my $base = own_dir($up, '.duplex', $home);
    close_fd($up);
    return $base;
}

# Opens a directory of ours, made if it is not there: a real directory, owned by us, 0700, without
# what the place would hand on to staged files (setgid, default ACL).
sub own_dir {
    my ($up, $name, $where) = @_;
    my $made = mkdir_at($up, $name, 0700);
    my $why = $made ? '' : "$!";
    my $fd = openat($up, $name, $O_DIRECTORY | $O_NOFOLLOW);
    if ($fd < 0) {
        $why = "$!" if $why eq '' || $why =~ /exists/;
        refuse('TEMP_DIR_DENIED', "$where/$name can't be made or opened: $why; let "
                . user_name($<) . " write to $where, or name another directory in the job file");
    }
    my $stat = stat_fd($fd);
    if ($stat->[UID] != $>) {
        close_fd($fd);
        refuse('TEMP_DIR_DENIED', "$where/$name belongs to " . user_name($stat->[UID]) . ', not to '
                . user_name($>) . '; remove it, or name another directory in the job file');
    }
    for my $acl ('system.posix_acl_default', 'system.posix_acl_access') {
        my $n = "$acl\0";
        sys('fremovexattr', $fd + 0, $n) if $made;
    }
    if (($stat->[MODE] & 07777) != 0700) {
        if (!$made && ($stat->[MODE] & 022)) {
            close_fd($fd);
            refuse('TEMP_DIR_DENIED', "$where/$name can be written by others; type: chmod 0700 $where/$name");
        }
        sys('fchmod', $fd + 0, 0700);
    }
    return $fd;
}

# True when the directory is the root or lies below it.
sub inside {
    my ($tree, $dir) = @_;
    my $fd = openat($dir, '.', O_PATH | $O_DIRECTORY);
    for (1 .. 4096) {
        my $stat = stat_fd($fd) or last;
        if ($stat->[DEV] == $tree->{stat}[DEV] && $stat->[INO] == $tree->{stat}[INO]) { close_fd($fd); return 1 }
        my $up = openat($fd, '..', O_PATH | $O_DIRECTORY);
        close_fd($fd);
        return 0 if $up < 0;
        my $above = stat_fd($up);
        if ($above->[DEV] == $stat->[DEV] && $above->[INO] == $stat->[INO]) { close_fd($up); return 0 }
        $fd = $up;
    }
    close_fd($fd);
    return 0;
}

# The kernel compares mounts before it looks for the names. A btrfs subvolume is no mount, yet no
# rename leads out of it: its device tells.
sub same_mount {
    my ($tree, $dir) = @_;
    my $stat = stat_fd($dir);
    return 0 if !$stat || crossed($tree, $stat);
    my $absent = 'duplex-' . join('', map { sprintf '%04x', int rand 65536 } 1 .. 4);
    rename_over($dir, $absent, $tree->{root}, $absent);
    return $! != Errno::EXDEV();
}

sub check_place {
    my ($tree, $dir, $key) = @_;
    my $path = readlink proc_fd($dir);
    if (!$tree->{in_root} && inside($tree, $dir)) {
        refuse('TEMP_DIR_INSIDE_ROOT', "$path lies inside the root $tree->{root_path}, where a web server may"
                . " serve it; write a $key into the job file that is outside of the root, on the same mount");
    }
    return if same_mount($tree, $dir);
    refuse('TEMP_DIR_ON_OTHER_MOUNT', "$path and the root $tree->{root_path} are on different mounts."
            . ' If something is mounted over one of them, or a mount is missing, mend that; otherwise'
            . " write a $key into the job file that is on the mount of the root and outside of it");
}

sub close_tree {
    my ($tree) = @_;
    forget_dirs($tree);
    # a child that still reads must not hold the lease
    sys('flock', $tree->{root} + 0, 8) if $tree->{epoch};
    close_fd($_) for values %{ $tree->{runs} || {} };
    close_fd(delete $tree->{$_}) for qw(temp parked versions own root);
    return;
}

sub op_close {
    my $number = get_u32();
    my $tree = delete $TREES{$number};
    close_tree($tree) if $tree;
    return '';
}
