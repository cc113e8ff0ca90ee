# Hashing and reading, in children. A file is opened by its safe parents, checked against what was
# planned before it is read and again afterwards.

# An open file, its stat and, if it may have grown, how much of it counts; or undef and the record
# that says why not.
sub open_planned {
    my ($tree, $path, $planned, $grown) = @_;
    trim_dirs($tree);
    my ($dir, $name) = parent_of($tree, $path);
    my $fd = defined $dir ? open_read($dir, $name) : -1;
    if ($fd < 0) {
        my $why = "$!";
        return (undef, 'D' . put_seen($tree, $path)) if means_absent();
        return (undef, 'X' . put_str($why));
    }
    my $stat = stat_fd($fd);
    if (differs($tree, $stat, $planned, 1) && !($grown && is_longer($tree, $stat, $planned))) {
        close_fd($fd);
        return (undef, 'D' . put_seen($tree, $path));
    }
    return ($fd, $stat, $grown ? $planned->{size} : undef);
}

# The same file, changed, and not shorter.
sub is_longer {
    my ($tree, $stat, $planned) = @_;
    my %now = (%$planned, size => $stat->[SIZE], mtime => $stat->[MTIME], mns => $stat->[MNS], ctime => $stat->[CTIME], cns => $stat->[CNS]);
    return $planned->{kind} eq 'f' && $stat->[SIZE] >= $planned->{size} && !differs($tree, $stat, \%now, 1);
}

# SHA-256 of the first bytes of an opened file; undef if there are not so many.
sub hash_first {
    my ($fd, $count) = @_;
    if (!$SHA) {
        return undef if stat_fd($fd)->[SIZE] < $count;
        sys('fcntl', $fd + 0, 2, 0);
        my ($text) = run_program('sh', '-c', 'head -c "$1" -- "$2" | sha256sum', 'sh', $count, "/dev/fd/$fd");
        sys('fcntl', $fd + 0, 2, 1);
        return $text =~ /\A([0-9a-f]{64})\s/ ? pack('H*', $1) : undef;
    }
    POSIX::lseek($fd, 0, 0);
    my $sha = Digest::SHA->new(256);
    my ($part, $left) = ('', $count);
    while ($left > 0) {
        my $n = POSIX::read($fd, $part, $left < 4 * BLOCK ? $left : 4 * BLOCK);
        return undef unless $n;
        $sha->add(substr($part, 0, $n));
        $left -= $n;
    }
    return $sha->digest;
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

sub get_expected { return [get_path(), get_entry(), get_u8()] }

sub child_hash {
    my ($tree, $id, $fh) = @_;
    my @files = map { get_expected() } 1 .. get_u32();
    forget_dirs($tree);
    while (my @some = splice(@files, 0, 100)) {
        my (@opened, @records);
        for my $i (0 .. $#some) {
            my ($fd, $stat, $count) = open_planned($tree, @{ $some[$i] });
            if (defined $fd && defined $count) {
                my $hash = hash_first($fd, $count);
                $records[$i] = defined $hash ? 'H' . $hash . put_entry($stat) : 'D' . put_present(stat_fd($fd));
                close_fd($fd);
            }
            elsif (defined $fd) { push @opened, [$i, $fd, $stat] }
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
        my @known = grep { defined $_->[0] && !defined $_->[2] } @opened;
        my @hashes = $SHA ? () : hash_fds(map { $_->[0] } @known);
        $known[$_][3] = $hashes[$_] for 0 .. $#hashes;
        read_one($first + $_, $opened[$_], $put) for 0 .. $#opened;
    }
    send_all($fh, frame('a', $id, $buffer));
    return;
}

sub read_one {
    my ($i, $opened, $put) = @_;
    my ($fd, $stat, $count, $hash) = @$opened;
    if (!defined $fd) {
        my $drifted = substr($stat, 0, 1) eq 'D';
        $put->(pack('a N C', 'X', $i, $drifted) . ($drifted ? put_str('it is not as planned') : substr($stat, 1)));
        return;
    }
    my @said = @$stat;
    $said[SIZE] = $count if defined $count;
    $put->(pack('a N', 'B', $i) . put_entry(\@said));
    $hash = hash_first($fd, $count) if defined $count && !$SHA;
    POSIX::lseek($fd, 0, 0) if defined $count;
    my $sha = $SHA ? Digest::SHA->new(256) : undef;
    my ($part, $total, $n) = ('', 0);
    while (1) {
        my $want = defined $count && $count - $total < BLOCK ? $count - $total : BLOCK;
        $n = $want > 0 ? POSIX::read($fd, $part, $want) : 0;
        last unless defined $n && $n > 0;
        $part = substr($part, 0, $n) if length $part > $n;
        $sha->add($part) if $sha;
        $total += $n;
        $put->(pack('a N N', 'D', $i, $n + 0) . $part);
        last if $total > $said[SIZE];
    }
    my $why = defined $n ? '' : "$!";
    my $after = stat_fd($fd);
    $hash = $sha->digest if $sha;
    # what changed while it was read may have changed where it was read
    my $same = same_stat($stat, $after)
        || (defined $count && defined $hash && $hash eq (hash_first($fd, $count) || ''));
    close_fd($fd);
    if ($why ne '' || !defined $hash) { $put->(pack('a N C', 'X', $i, 0) . put_str("it could not be read: $why")) }
    elsif ($total != $said[SIZE] || !$same) {
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
