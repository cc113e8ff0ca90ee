# Commit: every step by names relative to an opened parent; what comes out of the tree is looked at
# and put back unless it is what was planned. Outcomes: D after? version?, d seen kept-as (or ''), E
# (not empty), X errno reason.

sub done {
    my ($after, $version) = @_;
    return 'D' . join('', map { defined $_ ? "\1$_" : "\0" } $after, $version);
}
sub drifted { my ($seen, $kept) = @_; return "d$seen" . put_str($kept || '') }
sub step_failed {
    my ($what) = @_;
    my ($name, $text) = (errno_name($! + 0), "$!");
    return 'X' . put_str($name) . put_str("$what: $text");
}

sub entry_at {
    my ($dir, $name) = @_;
    my $stat = statat($dir, $name) or return undef;
    return put_entry($stat, kind_of($stat) eq 'l' ? readlink_at($dir, $name) : undef);
}

# Undef when what stands there is as planned (a link's target too), else the outcome.
sub check_at {
    my ($tree, $dir, $name, $planned, $with_ctime) = @_;
    my $stat = statat($dir, $name);
    return drifted(put_seen_at($tree, $dir, $name), 0) unless $stat;
    my $differs = differs($tree, $stat, $planned, $with_ctime);
    $differs = 'another target'
        if !$differs && $planned->{kind} eq 'l' && (readlink_at($dir, $name) || '') ne $planned->{target};
    return defined $differs ? drifted(put_seen_at($tree, $dir, $name), 0) : undef;
}

sub as_planned { return !defined check_at(@_) }

# The staged file itself, untouched: it may be thrown away, whatever else came out may not.
sub is_staged {
    my ($dir, $name, $staged) = @_;
    my $stat = statat($dir, $name) or return 0;
    return 0 if $stat->[INO] != $staged->{ino} || kind_of($stat) ne $staged->{kind};
    return 1 if $staged->{kind} eq 'd';
    return $stat->[MTIME] == $staged->{mtime} && $stat->[MNS] == $staged->{mns}
        && ($staged->{kind} eq 'l' || $stat->[SIZE] == $staged->{size});
}

# Parked things lie apart from staged ones, so that no clean-up takes them for rubbish.
sub stage_dir {
    my ($tree, $stage) = @_;
    return statat($tree->{parked}, $stage) ? $tree->{parked} : $tree->{temp};
}

# Where a version goes: its directory, opened (made if need be), and its name.
sub version_dir {
    my ($tree, $version) = @_;
    my ($run, $name) = split_path($version);
    return ($tree->{versions}, $name) if $run eq '';
    my $kept = $tree->{runs} ||= {};
    if (!exists $kept->{$run}) {
        mkdir_at($tree->{versions}, $run, 0700);
        my $fd = open_dir($tree->{versions}, $run);
        return () if $fd < 0;
        if (keys %$kept > 16) { close_fd($_) for values %$kept; %$kept = () }
        $kept->{$run} = $fd;
    }
    return ($kept->{$run}, $name);
}

# A list of names and paths beside the versions, so that a person finds them without our store.
# Written before anything moves.
sub write_index {
    my ($tree, @pairs) = @_;
    my %lines;
    for my $pair (@pairs) {
        my ($version, $path) = @$pair;
        my ($run, $name) = split_path($version);
        $lines{$run} .= "$name\0$path\0";
    }
    for my $run (keys %lines) {
        my ($dir) = version_dir($tree, $run eq '' ? 'x' : "$run/x");
        my $fd = defined $dir ? openat($dir, 'INDEX', O_CREAT | O_WRONLY | O_APPEND | $O_NOFOLLOW, 0600) : -1;
        my $written = $fd >= 0 && write_fd($fd, $lines{$run});
        my $why = "$!";
        close_fd($fd);
        refuse('TEMP_DIR_DENIED', "the list of versions can't be written in $tree->{versions_path}: $why") unless $written;
    }
    return;
}

sub get_step {
    my %s = (what => take(1), path => get_path());
    if ($s{what} eq 'P') {
        $s{stage} = get_name();
        $s{staged} = get_entry();
        $s{expected} = get_optional(\&get_entry);
        $s{version} = get_optional(\&get_version);
        $s{hash} = get_optional(sub { take(32) });
    }
    elsif ($s{what} eq 'R') { $s{expected} = get_entry(); $s{version} = get_version() }
    elsif ($s{what} eq 'K') { $s{mode} = get_u16() }
    elsif ($s{what} eq 'r') { $s{expected} = get_entry() }
    elsif ($s{what} eq 'M') { $s{to} = get_path(); $s{expected} = get_entry() }
    elsif ($s{what} eq 'S') { $s{expected} = get_entry(); $s{to} = get_path(); $s{other} = get_entry() }
    elsif ($s{what} eq 'k') { $s{stage} = get_name(); $s{expected} = get_entry(); $s{version} = get_optional(\&get_version) }
    elsif ($s{what} eq 'm') { $s{expected} = get_entry(); $s{fields} = get_u8(); $s{values} = get_entry() }
    else { die "no such step\n" }
    return \%s;
}

our %STEP = (
    P => \&step_put, R => \&step_remove, K => \&step_mkdir, r => \&step_rmdir, M => \&step_move,
    S => \&step_swap, k => \&step_park, m => \&step_metadata,
);

sub op_commit {
    my ($tree) = @_;
    check_epoch($tree, get_i64());
    my @steps = map { get_step() } 1 .. get_u32();
    write_index($tree, map { [@$_{qw(version path)}] } grep { defined $_->{version} } @steps);
    forget_dirs($tree);
    my $answer = '';
    for my $step (@steps) {
        trim_dirs($tree);
        $answer .= take_step($tree, $step);
        # a directory that was moved or went must not be found by its old name
        forget_dirs($tree) if $step->{what} =~ /[rMSk]/ || ($step->{staged} && $step->{staged}{kind} eq 'd')
            || ($step->{expected} && $step->{expected}{kind} eq 'd');
    }
    forget_dirs($tree);
    return $answer;
}

sub take_step {
    my ($tree, $step) = @_;
    my @place = parent_of($tree, $step->{path});
    if (!@place) {
        return means_absent() ? drifted('A', 0) : step_failed('its directory can\'t be entered');
    }
    if (is_ours($tree, $step->{path})) {
        $! = Errno::EPERM();
        return step_failed('this is where Duplex keeps its own files');
    }
    return $STEP{ $step->{what} }->($tree, $step, @place);
}

# With its mode at once: a chmod by one who is not in the group takes an inherited setgid bit away.
sub step_mkdir {
    my ($tree, $step, $dir, $name) = @_;
    my $mode = file_mode($tree, $step->{mode});
    my $mask = umask 0;
    my $made = mkdir_at($dir, $name, $mode & 01777);
    my $why = $! + 0;
    umask $mask;
    $! = $why;
    if (!$made) {
        return drifted(put_seen_at($tree, $dir, $name), 0) if $! == Errno::EEXIST();
        return step_failed("can't make the directory");
    }
    my $fd = openat($dir, $name, O_PATH | $O_DIRECTORY | $O_NOFOLLOW);
    my $stat = $fd < 0 ? undef : stat_fd($fd);
    return drifted(put_seen_at($tree, $dir, $name), 0) unless $stat;
    my $outcome;
    if (($stat->[MODE] & 05777) != ($mode & 05777)) {
        my $path = proc_fd($fd) . "\0";
        $outcome = step_failed("can't set the mode")
            if sys('fchmodat', AT_FDCWD, $path, ($mode | ($stat->[MODE] & 02000)) + 0) != 0;
    }
    close_fd($fd);
    return $outcome || done(entry_at($dir, $name));
}

sub step_rmdir {
    my ($tree, $step, $dir, $name) = @_;
    my $amiss = check_at($tree, $dir, $name, $step->{expected}, 0);
    return $amiss if defined $amiss;
    return done() if rmdir_at($dir, $name);
    return 'E' if $! == Errno::ENOTEMPTY() || $! == Errno::EEXIST();
    return drifted(put_seen_at($tree, $dir, $name), 0) if means_absent();
    return step_failed("can't remove the directory");
}

sub step_move {
    my ($tree, $step, $dir, $name) = @_;
    my $amiss = check_at($tree, $dir, $name, $step->{expected}, 1);
    return $amiss if defined $amiss;
    my ($to_dir, $to) = parent_of($tree, $step->{to});
    return step_failed("its new directory can't be entered") unless defined $to_dir;
    if (!rename_new($dir, $name, $to_dir, $to)) {
        return drifted(put_seen_at($tree, $to_dir, $to), 0) if $! == Errno::EEXIST();
        return step_failed("can't be moved");
    }
    return done(entry_at($to_dir, $to)) if as_planned($tree, $to_dir, $to, $step->{expected}, 0);
    rename_new($to_dir, $to, $dir, $name);
    return drifted(put_seen_at($tree, $dir, $name), 0);
}

sub step_swap {
    my ($tree, $step, $dir, $name) = @_;
    my ($dir2, $name2) = parent_of($tree, $step->{to});
    return step_failed("the other directory can't be entered") unless defined $dir2;
    for my $side ([$dir, $name, $step->{expected}], [$dir2, $name2, $step->{other}]) {
        my $amiss = check_at($tree, @$side, 1);
        return $amiss if defined $amiss;
    }
    exchange($dir, $name, $dir2, $name2) or return step_failed("can't be exchanged");
    return done(entry_at($dir, $name))
        if as_planned($tree, $dir, $name, $step->{other}, 0) && as_planned($tree, $dir2, $name2, $step->{expected}, 0);
    exchange($dir, $name, $dir2, $name2);
    return drifted(put_seen_at($tree, $dir, $name), 0);
}

sub step_park {
    my ($tree, $step, $dir, $name) = @_;
    my $amiss = check_at($tree, $dir, $name, $step->{expected}, 1);
    return $amiss if defined $amiss;
    rename_new($dir, $name, $tree->{parked}, $step->{stage}) or return step_failed("can't be moved out of the way");
    return done() if as_planned($tree, $tree->{parked}, $step->{stage}, $step->{expected}, 0);
    return drifted(put_seen_at($tree, $dir, $name), 0) if rename_new($tree->{parked}, $step->{stage}, $dir, $name);
    my $kept = rescue($tree, $tree->{parked}, $step->{stage}, $step->{version});
    return drifted(put_seen_at($tree, $dir, $name), $kept);
}
