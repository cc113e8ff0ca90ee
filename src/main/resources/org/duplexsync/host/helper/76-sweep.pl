# When every intent is settled nothing should be left in the temp dir or parked. What is left there
# nobody knows any more (the store was lost, or is another): it may be the only copy of something
# that was in the tree, so it goes to the versions. Answer: how many things of no worth went, what was
# kept (version entry path?), and what could not be moved, with the reason.

sub op_sweep {
    my ($tree) = @_;
    check_epoch($tree, get_i64());
    my ($gone, @left) = (0);
    for my $place (qw(temp parked)) {
        for my $name (names_in($tree->{$place})) {
            if (is_rubbish($tree, $place, $name)) { $gone++ if remove_all($tree->{$place}, $name) }
            else { push @left, [$place, $name] }
        }
    }
    my $paths = @left ? meant_for($tree, map { $_->[1] } @left) : {};
    my (@kept, @stuck);
    for my $each (@left) {
        my ($place, $name) = @$each;
        my $version = keep_lost($tree, $place, $name);
        if (!defined $version) { push @stuck, ($place eq 'temp' ? 'tmp' : $place) . "/$name: $!"; next }
        my ($dir, $new) = version_dir($tree, $version);
        my $path = $paths->{$name};
        push @kept, put_str($version) . entry_at($dir, $new) . (defined $path ? "\1" . put_str($path) : "\0");
    }
    return pack('N N', $gone, scalar @kept) . join('', @kept)
        . pack('N', scalar @stuck) . join('', map { put_str($_) } @stuck);
}

# Directories that another program filled with copies from the other side, empty directories, and
# empty files of a probe.
sub is_rubbish {
    my ($tree, $place, $name) = @_;
    my $stat = statat($tree->{$place}, $name) or return 0;
    if (kind_of($stat) eq 'd') {
        return 1 if $place eq 'temp' && $name =~ /\Ad-[0-9a-f]{16}\z/;
        return 0 if $place ne 'temp';
        my $fd = openat($tree->{temp}, $name, $O_DIRECTORY | $O_NOFOLLOW);
        return 0 if $fd < 0;
        my @in = names_in($fd);
        close_fd($fd);
        return !@in;
    }
    return $place eq 'temp' && $name =~ /\Aprobe-[0-9]+-[0-9]\z/ && kind_of($stat) eq 'f' && $stat->[SIZE] == 0;
}

sub keep_lost {
    my ($tree, $place, $name) = @_;
    my $run = "lost-$tree->{epoch}";
    my $plain = $name =~ /\A[A-Za-z0-9-]{1,60}\z/ ? $name : 'x' . unpack('%32C*', $name);
    my ($dir) = version_dir($tree, "$run/x");
    return undef unless defined $dir;
    for my $new ($plain, map { "$plain-$_" } 1 .. 99) {
        eval { write_index($tree, ["$run/$new", ($place eq 'temp' ? 'tmp' : $place) . "/$name"]) };
        return "$run/$new" if move_out($tree->{$place}, $name, $dir, $new);
        return undef if $! != Errno::EEXIST();
    }
    return undef;
}

# A stage name and its version name end alike, and the lists beside the versions say which path each
# version is of.
sub meant_for {
    my ($tree, @names) = @_;
    my %wanted = map { /\As-([0-9a-f]{16})\z/ ? ($1 => $_) : () } @names;
    my %path;
    for my $run (sort { $b <=> $a } grep { /\A[0-9]+\z/ } names_in($tree->{versions})) {
        last unless %wanted;
        my ($dir) = version_dir($tree, "$run/x");
        my $text = defined $dir ? slurp_at($dir, 'INDEX', 256 << 20) : undef;
        next unless defined $text;
        while ($text =~ /\G([^\0]*)\0([^\0]*)\0/gc) {
            $path{ delete $wanted{$1} } = $2 if exists $wanted{$1};
        }
    }
    return \%path;
}
