# Hashing and reading, in children. A file is opened by its safe parents, checked against what was
# planned before it is read and again afterwards.

# An open file and its stat, or undef and the record that says why not.
sub open_planned {
    my ($tree, $path, $planned) = @_;
    trim_dirs($tree);
    my ($dir, $name) = parent_of($tree, $path);
    my $fd = defined $dir ? open_read($dir, $name) : -1;
    if ($fd < 0) {
        my $why = "$!";
        return (undef, 'D' . put_seen($tree, $path)) if means_absent();
        return (undef, 'X' . put_str($why));
    }
    my $stat = stat_fd($fd);
    if (differs($tree, $stat, $planned, 1)) {
        close_fd($fd);
        return (undef, 'D' . put_seen($tree, $path));
    }
    return ($fd, $stat);
}

# SHA-256 of opened files, in order; undef for one that can't be read. One program for all of them
# where perl has no Digest::SHA.
sub hash_fds {
    my (@fds) = @_;
    return map { hash_fd($_) } @fds if $SHA;
    my @hashes;
    while (my @some = splice(@fds, 0, 200)) {
        sys('fcntl', $_ + 0, 2, 0) for @some;
        my ($text) = run_program('sha256sum', '--', map { "/dev/fd/$_" } @some);
        sys('fcntl', $_ + 0, 2, 1) for @some;
        my %of = map { m{\A([0-9a-f]{64})\s.?/dev/fd/(\d+)\z} ? ($2 => pack('H*', $1)) : () } split /\n/, $text;
        push @hashes, map { $of{$_} } @some;
    }
    return @hashes;
}

sub hash_fd {
    my ($fd) = @_;
    my $sha = Digest::SHA->new(256);
    my $part = '';
    while (1) {
        my $n = POSIX::read($fd, $part, 4 * BLOCK);
        return undef unless defined $n;
        last if $n == 0;
        $sha->add(substr($part, 0, $n));
    }
    return $sha->digest;
}

sub get_expected { return [get_path(), get_entry()] }

sub child_hash {
    my ($tree, $id, $fh) = @_;
    my @files = map { get_expected() } 1 .. get_u32();
    forget_dirs($tree);
    while (my @some = splice(@files, 0, 100)) {
        my (@opened, @records);
        for my $i (0 .. $#some) {
            my ($fd, $stat) = open_planned($tree, @{ $some[$i] });
            if (defined $fd) { push @opened, [$i, $fd, $stat] }
            else { $records[$i] = $stat }
        }
        my @hashes = hash_fds(map { $_->[1] } @opened);
        for my $n (0 .. $#opened) {
            my ($i, $fd, $stat) = @{ $opened[$n] };
            my $after = stat_fd($fd);
            $records[$i] =
                  !same_stat($stat, $after) ? 'D' . put_present($after)
                : defined $hashes[$n] ? 'H' . $hashes[$n] . put_entry($after)
                : 'X' . put_str('it could not be read');
            close_fd($fd);
        }
        send_all($fh, frame('d', $id, join('', @records)));
    }
    send_all($fh, frame('a', $id, ''));
    return;
}

# Contents as records: B entry, D data, E hash, or X drifted reason; many small ones share a frame.
sub child_read {
    my ($tree, $id, $fh) = @_;
    my @files = map { get_expected() } 1 .. get_u32();
    forget_dirs($tree);
    my $buffer = '';
    my $put = sub {
        $buffer .= $_[0];
        return if length $buffer < BLOCK;
        send_all($fh, frame('d', $id, $buffer));
        $buffer = '';
    };
    for (my $first = 0; $first < @files; $first += 50) {
        my $last = $first + 49 > $#files ? $#files : $first + 49;
        my @opened = map { [open_planned($tree, @{ $files[$_] })] } $first .. $last;
        my @known = grep { defined $_->[0] } @opened;
        my @hashes = $SHA ? () : hash_fds(map { $_->[0] } @known);
        $known[$_][2] = $hashes[$_] for 0 .. $#hashes;
        read_one($first + $_, $opened[$_], $put) for 0 .. $#opened;
    }
    send_all($fh, frame('a', $id, $buffer));
    return;
}

sub read_one {
    my ($i, $opened, $put) = @_;
    my ($fd, $stat, $hash) = @$opened;
    if (!defined $fd) {
        my $drifted = substr($stat, 0, 1) eq 'D';
        $put->(pack('a N C', 'X', $i, $drifted) . ($drifted ? put_str('it is not as planned') : substr($stat, 1)));
        return;
    }
    $put->(pack('a N', 'B', $i) . put_entry($stat));
    my $sha = $SHA ? Digest::SHA->new(256) : undef;
    my ($part, $total, $n) = ('', 0);
    while (defined($n = POSIX::read($fd, $part, BLOCK)) && $n > 0) {
        $part = substr($part, 0, $n) if length $part > $n;
        $sha->add($part) if $sha;
        $total += $n;
        $put->(pack('a N N', 'D', $i, $n + 0) . $part);
        last if $total > $stat->[SIZE];
    }
    my $why = defined $n ? '' : "$!";
    my $after = stat_fd($fd);
    close_fd($fd);
    $hash = $sha->digest if $sha;
    if ($why ne '' || !defined $hash) { $put->(pack('a N C', 'X', $i, 0) . put_str("it could not be read: $why")) }
    elsif ($total != $stat->[SIZE] || !same_stat($stat, $after)) {
        $put->(pack('a N C', 'X', $i, 1) . put_str('it changed while it was read'));
    }
    else { $put->(pack('a N', 'E', $i) . $hash) }
    return;
}

sub child_names {
    my ($tree, $id, $fh) = @_;
    send_answer($fh, $id, op_names());
    return;
}

sub op_now { return pack('q> N', clock_of(0)) }
