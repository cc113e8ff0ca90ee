# Whether this account may do what a plan would, asked before anybody approves it. Needs are bits: 1 read
# the file, 2 put a name into its directory, 4 take what stands there from its name, 8 the same with a
# directory that gets another parent, 16 set mode or times. Only refusals are answered: place among those
# asked, need, why (r unreadable, w unwritable, t sticky, o another's, i immutable or append-only, f
# read-only file system, d where Duplex keeps its own files), whether it is said of the directory, and the entry it is said of.

use constant { MAY_READ => 1, MAY_ADD => 2, MAY_TAKE => 4, MAY_LEAVE => 8, MAY_OWN => 16, FLAG_I => 0x10, FLAG_A => 0x20 };

sub op_may {
    my ($tree) = @_;
    forget_dirs($tree);
    my (%dirs, @refused);
    my $count = get_u32();
    for my $i (0 .. $count - 1) {
        my $path = get_path();
        my $needs = get_u8();
        if (is_ours($tree, $path)) { refuse_ours($tree, $i, $needs, \@refused); next }
        trim_dirs($tree);
        my $slash = rindex($path, '/');
        my $up = $slash < 0 ? '' : substr($path, 0, $slash);
        my $fd = dir_fd($tree, $up);
        next unless defined $fd;
        my $in = $needs & (MAY_ADD | MAY_TAKE | MAY_LEAVE) ? $dirs{$up} ||= may_in($fd) : undef;
        may_one($i, $in, $fd, $slash < 0 ? $path : substr($path, $slash + 1), $needs, \@refused);
    }
    forget_dirs($tree);
    return pack('N', scalar @refused) . join('', @refused);
}

sub refuse_ours {
    my ($tree, $i, $needs, $refused) = @_;
    my $stat = stat_fd($tree->{own}) or return;
    push @$refused, refusal($i, $_, 'd', 0, $stat) for grep { $needs & $_ } MAY_READ, MAY_ADD, MAY_TAKE, MAY_LEAVE, MAY_OWN;
    return;
}

# What an opened directory lets this account do with its names.
sub may_in {
    my ($fd) = @_;
    my ($dot, $rights) = (".\0", 3);
    my $why = '';
    if (sys('faccessat', $fd + 0, $dot, $rights + 0) != 0) {
        $why = $! == Errno::EROFS() ? 'f' : $! == Errno::EPERM() ? 'i' : 'w';
    }
    my $flags = flags_at($fd, '.');
    my $stat = $> != 0 || $why || $flags ? stat_fd($fd) : undef;
    return {
        stat => $stat,
        add => $why,
        take => $why || ($flags ? 'i' : ''),
        sticky => $> != 0 && $stat && ($stat->[MODE] & 01000) && $stat->[UID] != $>,
    };
}

# Immutable and append-only, where the kernel tells it without opening the file.
sub flags_at {
    my ($dir, $name) = @_;
    my ($n, $b) = ("$name\0", "\0" x 256);
    return 0 if sys('statx', $dir + 0, $n, AT_NOFOLLOW, 0, $b) != 0;
    return unpack('x8 L', $b) & (FLAG_I | FLAG_A);
}

sub may_one {
    my ($i, $in, $dir, $name, $needs, $refused) = @_;
    my $n = "$name\0";
    # what can be read needs no further look
    $needs &= ~MAY_READ if ($needs & MAY_READ) && sys('faccessat', $dir + 0, $n, 4) == 0;
    if (($needs & MAY_ADD) && $in->{add}) { push @$refused, refusal($i, MAY_ADD, $in->{add}, 1, $in->{stat}) }
    my $taken = $needs & (MAY_TAKE | MAY_LEAVE);
    for my $need ($taken && $in->{take} ? (MAY_TAKE, MAY_LEAVE) : ()) {
        push @$refused, refusal($i, $need, $in->{take}, 1, $in->{stat}) if $needs & $need;
    }
    $taken = 0 if $in->{take};
    my $fixed = ($taken || ($needs & MAY_OWN)) && flags_at($dir, $name);
    return unless $fixed || ($needs & (MAY_READ | MAY_OWN)) || ($taken && ($in->{sticky} || ($needs & MAY_LEAVE)));
    my $stat = statat($dir, $name) or return;
    for my $need (grep { $needs & $_ } MAY_READ, $taken ? (MAY_TAKE, MAY_LEAVE) : (), MAY_OWN) {
        my $why = may_not($need, $in, $dir, $name, $stat, $fixed);
        push @$refused, refusal($i, $need, $why, 0, $stat, $dir, $name) if $why;
    }
    return;
}

sub may_not {
    my ($need, $in, $dir, $name, $stat, $fixed) = @_;
    my $n = "$name\0";
    if ($need == MAY_READ) { return kind_of($stat) eq 'f' && sys('faccessat', $dir + 0, $n, 4) != 0 ? 'r' : '' }
    return 'i' if $fixed;
    return $> != 0 && $stat->[UID] != $> ? 'o' : '' if $need == MAY_OWN;
    return 't' if $in->{sticky} && $stat->[UID] != $>;
    return $need == MAY_LEAVE && kind_of($stat) eq 'd' && sys('faccessat', $dir + 0, $n, 2) != 0 ? 'w' : '';
}

sub refusal {
    my ($i, $need, $why, $of_dir, $stat, $dir, $name) = @_;
    my $target = kind_of($stat) eq 'l' ? readlink_at($dir, $name) : undef;
    return pack('N C a C', $i, $need, $why, $of_dir) . put_entry($stat, $target);
}
